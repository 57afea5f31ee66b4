// SPDX-License-Identifier: Apache-2.0
#include "core/data/specification.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <array>

using namespace odimo;
using namespace odimo::data;

class TestSpecification : public QObject {
    Q_OBJECT

private slots:
    void tellsPathsFromOptions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("options");
        QTest::newRow("name") << "fashion-mnist"
                              << "fashion-mnist" << 0;
        QTest::newRow("name with options") << "fashion-mnist:image=3x32x32,seed=2"
                                           << "fashion-mnist" << 2;
        QTest::newRow("path with a colon") << "/data/run:1/cats"
                                           << "/data/run:1/cats" << 0;
        QTest::newRow("path with a colon at the end") << "/data/run:new"
                                                      << "/data/run:new" << 0;
        QTest::newRow("path with colon and options") << "/data/a:b.zip:test=0.1"
                                                     << "/data/a:b.zip" << 1;
        QTest::newRow("equals sign in a folder") << "/data:x=1/cats"
                                                 << "/data:x=1/cats" << 0;
    }
    void tellsPathsFromOptions()
    {
        QFETCH(QString, text);
        QFETCH(QString, source);
        QFETCH(int, options);
        const Specification specification = parseSpecification(text.toStdString());
        QCOMPARE(QString::fromStdString(specification.source), source);
        QCOMPARE(sourceOf(text.toStdString() + (options > 0 ? ",x" : "")), specification.source);
        QCOMPARE(static_cast<int>(specification.options.size()), options);
        QCOMPARE(QString::fromStdString(print(specification)), text);
    }

    void setsAndChangesOptions()
    {
        QCOMPARE(withImage("cats.zip", {3, 64, 48}), std::string("cats.zip:image=3x64x48"));
        QCOMPARE(withImage("cats.zip:image=1x8x8,seed=2", {3, 64, 48}), std::string("cats.zip:image=3x64x48,seed=2"));
        QCOMPARE(withSkipBad("/a:b/cats:seed=2"), std::string("/a:b/cats:seed=2,skip_bad=yes"));
        QVERIFY(skipsBad("/a:b/cats:seed=2,skip_bad=yes"));
        QVERIFY(!skipsBad("/a:b/cats:skip_bad=no"));
        QVERIFY(!skipsBad("/a:b/skip_bad=yes/cats"));
    }

    void readsEveryOption()
    {
        const LoadOptions options =
            loadOptions(parseSpecification("x:image=3x64x48,test=0.25,seed=7,skip_bad=yes,augment=shift+flip"), {});
        QVERIFY(options.image == (ImageShape{3, 64, 48}));
        QCOMPARE(options.testFraction, 0.25);
        QCOMPARE(options.seed, std::uint64_t{7});
        QVERIFY(options.skipBad);
        QVERIFY(options.augmentation == AugmentationKind::ShiftAndFlip);
    }

    void leavesAFormatItsOwnOptions()
    {
        constexpr std::array<std::string_view, 2> own = {"seed", "size"};
        const LoadOptions options = loadOptions(parseSpecification("x:seed=many,size=3,test=0.5"), own);
        QCOMPARE(options.seed, std::uint64_t{1});
        QCOMPARE(options.testFraction, 0.5);
    }

    void refusesBadOptions_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("reason");
        QTest::newRow("unknown") << "colour=3"
                                 << "unknown option 'colour'; there are: size, image=3x32x32, test=0.2, seed=1, "
                                    "skip_bad=yes, augment=none|shift|shift+flip, normalise=MEAN,DEVIATION|imagenet";
        for (const char *shape : {"image=32x32", "image=3x32x", "image=3x32x32x1", "image=0x32x32", "image=3x-1x32",
                                  "image=3x20000x20000", "image=64x16384x16384", "image=", "image=axbxc"})
            QTest::newRow(shape) << shape << "it should be channels x height x width, for example 3x32x32";
        for (const char *fraction : {"test=0", "test=1", "test=-0.5", "test=nan", "test=", "test=0.2x"})
            QTest::newRow(fraction) << fraction << "it should be above 0 and below 1";
        QTest::newRow("seed") << "seed=-1"
                              << "the data option seed is '-1'";
        QTest::newRow("skip_bad") << "skip_bad=maybe"
                                  << "it should be yes or no";
        QTest::newRow("augment") << "augment=blur"
                                 << "it should be none, shift or shift+flip";
        QTest::newRow("no value") << "seed=1,skip"
                                  << "'skip' is no option; write name=value";
    }
    void refusesBadOptions()
    {
        QFETCH(QString, option);
        QFETCH(QString, reason);
        constexpr std::array<std::string_view, 1> own = {"size"};
        const QString message =
            errorMessage([&] { loadOptions(parseSpecification("cats.zip:" + option.toStdString()), own); });
        QVERIFY2(message.contains(reason), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestSpecification)
#include "tst_specification.moc"
