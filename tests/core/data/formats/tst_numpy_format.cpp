// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_archives.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::data;

namespace {

using samples::Bytes;

/// 12 numbers in four images; labels 0, 1, 0, 1.
const std::vector<int> values = {0, 51, 102, 153, 204, 255, 0, 51, 102, 153, 204, 255};

template <typename Number>
Bytes scaled(double factor)
{
    std::vector<Number> numbers;
    for (const int value : values)
        numbers.push_back(static_cast<Number>(value * factor));
    return samples::numbers(numbers);
}

/// Whole numbers below 2048, twice over, in half precision.
Bytes halves(const std::vector<int> &wholes)
{
    std::vector<std::uint16_t> numbers;
    for (int half = 0; half < 2; ++half)
        for (const int whole : wholes) {
            const int exponent = whole > 0 ? std::ilogb(whole) : 0;
            const int fraction = (whole << (10 - exponent)) & 0x3FF;
            numbers.push_back(static_cast<std::uint16_t>(whole > 0 ? (exponent + 15) << 10 | fraction : 0));
        }
    return samples::numbers(numbers);
}

} // namespace

class TestNumpyFormat : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;

    std::string npz(const Bytes &images, const Bytes &labels) const
    {
        return samples::writeArchive(m_folder.path() / "x.npz",
                                     {{.path = "images.npy", .bytes = images}, {.path = "labels.npy", .bytes = labels}})
                   .string() +
               ":test=0.5";
    }
    std::string withImages(const std::string &type, const std::string &shape, const Bytes &bytes) const
    {
        return npz(samples::npyOf(type, shape, bytes), samples::npyOf("|u1", "(4,)", {0, 1, 0, 1}));
    }
    std::string withLabels(const std::string &type, const std::string &shape, const Bytes &bytes) const
    {
        return npz(samples::npyOf("|u1", "(4, 1, 3)", scaled<std::uint8_t>(1)), samples::npyOf(type, shape, bytes));
    }

private slots:
    void readsBytesAndNumbersOfBothRanges()
    {
        const Dataset expected = loadDataset(withImages("|u1", "(4, 1, 3)", scaled<std::uint8_t>(1)));
        QCOMPARE(expected.train.count(), 2);
        QCOMPARE(expected.classes, (std::vector<std::string>{"0", "1"}));
        for (const std::string &specification : {
                 withImages("<f4", "(4, 1, 3)", scaled<float>(1)),
                 withImages("<f8", "(4, 1, 3)", scaled<double>(1)),
                 withImages("<f4", "(4, 1, 3)", scaled<float>(1 / 255.0)),
                 withImages("<f8", "(4, 1, 3)", scaled<double>(1 / 255.0)),
                 withImages("<i8", "(4, 1, 3)", scaled<std::int64_t>(1)),
                 withImages("<f2", "(4, 1, 3)", halves({0, 51, 102, 153, 204, 255})),
             }) {
            const Dataset dataset = loadDataset(specification);
            QCOMPARE(dataset.train.pixels, expected.train.pixels);
            QCOMPARE(dataset.test.pixels, expected.test.pixels);
        }
    }

    void takesTruthForFullBrightness()
    {
        for (const char *type : {"|b1", "|u1"}) {
            const Bytes numbers = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
            const DatasetSummary summary = summarise(loadDataset(withImages(type, "(4, 1, 3)", numbers)));
            QCOMPARE(summary.mean, std::vector{0.5});
            QCOMPARE(summary.standardDeviation, std::vector{0.5});
        }
    }

    /// A dark test set means the same numbers as the training images do.
    void readsBothSetsAlike()
    {
        const Bytes labels = samples::npyOf("|u1", "(2,)", {0, 1});
        const auto file = samples::writeArchive(
            m_folder.path() / "dark.npz",
            {{.path = "x_train.npy", .bytes = samples::npyOf("|u1", "(2, 1, 2)", {0, 255, 0, 255})},
             {.path = "y_train.npy", .bytes = labels},
             {.path = "x_test.npy", .bytes = samples::npyOf("|u1", "(2, 1, 2)", {0, 1, 1, 0})},
             {.path = "y_test.npy", .bytes = labels}});
        QCOMPARE(loadDataset(file.string()).test.pixels, (Pixels{0, 1, 1, 0}));
    }

    void readsOneHotLabels()
    {
        for (const std::string &specification : {
                 withLabels("|u1", "(4, 2)", {1, 0, 0, 1, 1, 0, 0, 1}),
                 withLabels("|b1", "(4, 2)", {1, 0, 0, 1, 1, 0, 0, 1}),
                 withLabels("<f4", "(4, 3)", samples::numbers<float>({1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0})),
             })
            QCOMPARE(summarise(loadDataset(specification)).trainPerClass, (std::vector{1, 1}));
    }

    void tellsTheChannelsByTheShape()
    {
        const std::string last = withImages("|u1", "(4, 2, 2, 3)", Bytes(48, 1));
        QCOMPARE(loadDataset(last).train.channels, 3);
        Bytes planes;
        for (int image = 0; image < 4; ++image)
            planes.insert(planes.end(), {1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3});
        const Dataset first = loadDataset(withImages("|u1", "(4, 3, 2, 2)", planes));
        QCOMPARE(first.train.channels, 3);
        QCOMPARE(first.train.height, 2);
        const auto image = first.train.image(0);
        QCOMPARE(Bytes(image.begin(), image.end()), (Bytes{1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3}));
    }

    void readsLabelsOfEveryUsualKind()
    {
        for (const std::string &specification : {
                 withLabels("<i8", "(4,)", samples::numbers<std::int64_t>({0, 1, 0, 1})),
                 withLabels("<f4", "(4, 1)", samples::numbers<float>({0, 1, 0, 1})),
             })
            QCOMPARE(loadDataset(specification).classes.size(), std::size_t{2});
        const Dataset fromOne = loadDataset(withLabels("|u1", "(4,)", {1, 2, 1, 2}));
        QCOMPARE(fromOne.classes, (std::vector<std::string>{"1", "2"}));
        QCOMPARE(*std::ranges::max_element(fromOne.train.labels), 1);
    }

    void refusesImages_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QString>("reason");
        QTest::newRow("ambiguous") << "<f4"
                                   << "(4, 1, 1, 3)"
                                   << "which is ambiguous";
        QTest::newRow("no channels") << "<f4"
                                     << "(1, 2, 3, 2)"
                                     << "which has no channels";
        QTest::newRow("flat") << "<f4"
                              << "(12,)"
                              << "images need [N, H, W]";
        QTest::newRow("no images") << "<f4"
                                   << "(0, 2, 2)"
                                   << "at least one image";
        QTest::newRow("not finite") << "<f8"
                                    << "(4, 1, 3)"
                                    << "infinite or none (NaN)";
        QTest::newRow("objects") << "|O"
                                 << "(4, 1, 3)"
                                 << "Python objects, which are not unpickled";
    }
    void refusesImages()
    {
        QFETCH(QString, type);
        QFETCH(QString, shape);
        QFETCH(QString, reason);
        std::vector<float> numbers(12, -1.5F);
        if (shape == "(0, 2, 2)")
            numbers.clear();
        const Bytes bytes =
            type == "<f8" ? samples::numbers(std::vector<double>(12, std::nan(""))) : samples::numbers(numbers);
        const std::string specification = withImages(type.toStdString(), shape.toStdString(), bytes);
        const QString message = errorMessage([&] { loadDataset(specification); });
        QVERIFY2(message.contains(reason), qPrintable(message));
        QVERIFY2(message.contains("x.npz: images"), qPrintable(message));
    }

    void refusesLabels()
    {
        const QString fraction = errorMessage([&] {
            loadDataset(withLabels("<f4", "(4,)", samples::numbers<float>({0, 1, 0.5, 1})));
        });
        QVERIFY2(fraction.contains("labels are whole numbers from 0 on"), qPrintable(fraction));
        const QString table = errorMessage([&] { loadDataset(withLabels("|u1", "(4, 2)", {0, 1, 1, 0, 1, 1, 1, 0})); });
        QVERIFY2(table.contains("rows of 2 numbers, of which row 2 is not one-hot"), qPrintable(table));
        QVERIFY2(table.contains("numpy.argmax(labels, axis=1)"), qPrintable(table));
        const QString deep = errorMessage([&] { loadDataset(withLabels("|u1", "(2, 1, 2)", {0, 1, 0, 1})); });
        QVERIFY2(deep.contains("labels need [N] or [N, 1], or [N, classes]"), qPrintable(deep));
    }

    void tellsOfMissingLabelsAndThoseOutOfRange()
    {
        const std::string few = withLabels("|u1", "(2,)", {0, 1});
        const QString message = errorMessage([&] { loadDataset(few); });
        QVERIFY2(message.contains("holds 2 labels for the 4 images"), qPrintable(message));

        const Dataset dataset =
            inspectDataset(withLabels("<i8", "(4,)", samples::numbers<std::int64_t>({0, 0, -1, 2'000'000'000})));
        QCOMPARE(dataset.classes.size(), std::size_t{1});
        QCOMPARE(dataset.problems.size(), std::size_t{2});
    }

    void namesTheArraysThereAre()
    {
        const auto path = samples::writeArchive(
            m_folder.path() / "y.npz", {{.path = "pictures.npy", .bytes = samples::npyOf("|u1", "(1,)", {1})}});
        const QString message = errorMessage([&] { loadDataset(path.string()); });
        QVERIFY2(message.contains("no array of training images; it should be named one of x_train"),
                 qPrintable(message));
        QVERIFY2(message.contains("there are: pictures"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestNumpyFormat)
#include "tst_numpy_format.moc"
