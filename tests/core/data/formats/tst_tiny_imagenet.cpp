// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "core/data/formats/tiny_imagenet.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/cache_folder.h"
#include "tests/core/data/sample_data.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

class TestTinyImagenet : public QObject {
    Q_OBJECT

private:
    samples::CacheFolder m_cache;

private slots:
    void takesTestLabelsFromTheAnnotations()
    {
        const TemporaryFolder folder;
        samples::writeTinyImagenet(folder.path());
        const Dataset dataset = loadDataset(folder.path().string());
        QCOMPARE(dataset.classes, (std::vector<std::string>{"goldfish", "n02"}));
        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 0, 1, 1}));
        QCOMPARE(dataset.test.labels, (std::vector<std::int32_t>{1, 0}));
        QCOMPARE(dataset.test.image(0)[0], std::uint8_t{50});
    }

    void tellsOfAnnotationsThatDoNotFit_data()
    {
        QTest::addColumn<QString>("annotations");
        QTest::addColumn<QString>("reason");
        QTest::newRow("fewer than images") << "val_0.JPEG\tn02\n"
                                           << "holds 1 labels for the 2 images of val/images/";
        QTest::newRow("unknown class") << "val_0.JPEG\tn02\nval_1.JPEG\tn09\n"
                                       << "gives val_1.JPEG the class n09, which is out of range";
        QTest::newRow("absent image") << "val_0.JPEG\tn02\nval_1.JPEG\tn01\nval_2.JPEG\tn01\n"
                                      << "names val_2.JPEG, which is not in val/images/";
    }
    void tellsOfAnnotationsThatDoNotFit()
    {
        QFETCH(QString, annotations);
        QFETCH(QString, reason);
        const TemporaryFolder folder;
        samples::writeTinyImagenet(folder.path());
        samples::write(folder.path() / "val/val_annotations.txt", samples::bytesOf(annotations.toStdString()));
        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });
        QVERIFY2(message.contains("val_annotations.txt " + reason), qPrintable(message));
        QVERIFY(loadDataset(folder.path().string() + ":skip_bad=yes").test.count() >= 1);
    }

    void refusesAnnotationsOfNothing()
    {
        const TemporaryFolder folder;
        samples::writeTinyImagenet(folder.path());
        samples::write(folder.path() / "val/val_annotations.txt", samples::bytesOf("\x89PNG\n\n"));
        const QString message = errorMessage([&] { loadDataset(folder.path().string() + ":skip_bad=yes"); });
        QVERIFY2(message.contains("val_annotations.txt gives none of the images"), qPrintable(message));
    }

    void readsPairsOfAnyLineEnd()
    {
        const auto pairs = parseTabbedPairs("a\tone\r\nb\ttwo\tmore\n\nno tab\nc\tthree");
        QCOMPARE(pairs.size(), std::size_t{3});
        QCOMPARE(pairs.at("a"), std::string("one"));
        QCOMPARE(pairs.at("b"), std::string("two"));
        QCOMPARE(pairs.at("c"), std::string("three"));
    }
};

QTEST_APPLESS_MAIN(TestTinyImagenet)
#include "tst_tiny_imagenet.moc"
