// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_bytes.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

namespace {

const char *const trainImages = "train-images-idx3-ubyte";
const char *const trainLabels = "train-labels-idx1-ubyte";
const char *const testImages = "t10k-images-idx3-ubyte";
const char *const testLabels = "t10k-labels-idx1-ubyte";

/// Four training and two test images of three classes.
void writeGoodFolder(const std::filesystem::path &folder, const std::string &prefix = "")
{
    samples::write(folder / (prefix + trainImages), samples::idxImages(4));
    samples::write(folder / (prefix + trainLabels), samples::idxLabels({0, 1, 2, 1}));
    samples::write(folder / (prefix + testImages), samples::idxImages(2));
    samples::write(folder / (prefix + testLabels), samples::idxLabels({2, 0}));
}

} // namespace

class TestIdxFormat : public QObject {
    Q_OBJECT

private slots:
    void readsLabelsImagesAndNames()
    {
        const TemporaryFolder folder;
        writeGoodFolder(folder.path());

        const Dataset dataset = loadDataset(folder.path().string());

        QCOMPARE(dataset.name, folder.path().string());
        QCOMPARE(dataset.classes, (std::vector<std::string>{"0", "1", "2"}));
        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 1, 2, 1}));
        QCOMPARE(dataset.test.labels, (std::vector<std::int32_t>{2, 0}));
        QCOMPARE(dataset.train.height, 2);
        QCOMPARE(dataset.train.width, 3);
        QCOMPARE(dataset.train.image(3)[5], std::uint8_t{3});
    }

    void refusesFilesThatDoNotFit_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *tag, const char *file, const samples::Bytes &bytes, const char *reason) {
            const QByteArray content(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
            QTest::newRow(tag) << file << content << reason;
        };
        row("fewer labels than images", trainLabels, samples::idxLabels({0, 1, 2}), "holds 3 labels for the 4 images");
        row("more labels than images", testLabels, samples::idxLabels({0, 1, 2}), "holds 3 labels for the 2 images");
        row("test label out of range", testLabels, samples::idxLabels({0, 3}), "label 3, which is out of range");
        row("class without image", trainLabels, samples::idxLabels({0, 0, 2, 2}), "class '1' has no training image");
        row("test images of another size", testImages, samples::idx({2, 1, 1}, {1, 2}),
            "1x2x3 and the test images 1x1x1");
        row("labels in place of images", trainImages, samples::idxLabels({0, 1, 2, 1}), "has 1 dimensions");
        row("images in place of labels", trainLabels, samples::idxImages(4), "has 3 dimensions");
    }
    void refusesFilesThatDoNotFit()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const TemporaryFolder folder;
        writeGoodFolder(folder.path());
        samples::write(folder.path() / file.toStdString(), {content.begin(), content.end()});

        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });

        QVERIFY2(message.contains(reason), qPrintable(message));
    }

    void namesTheFileThatIsMissing()
    {
        const TemporaryFolder folder;
        writeGoodFolder(folder.path());
        std::filesystem::remove(folder.path() / testLabels);

        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });

        QVERIFY2(message.contains("neither t10k-labels-idx1-ubyte nor t10k-labels-idx1-ubyte.gz"), qPrintable(message));
    }

    void keepsThePairsThereAreIfAsked()
    {
        const TemporaryFolder folder;
        writeGoodFolder(folder.path());
        samples::write(folder.path() / trainLabels, samples::idxLabels({0, 1, 2}));

        const Dataset dataset = loadDataset(folder.path().string() + ":skip_bad=yes");

        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 1, 2}));
        QCOMPARE(dataset.train.pixels.size(), std::size_t{18});
        QCOMPARE(dataset.problems.size(), std::size_t{1});
    }

    void dropsImagesWithALabelOutOfRangeIfAsked()
    {
        const TemporaryFolder folder;
        writeGoodFolder(folder.path());
        samples::write(folder.path() / testLabels, samples::idxLabels({3, 0}));

        const Dataset dataset = loadDataset(folder.path().string() + ":skip_bad=yes");

        QCOMPARE(dataset.test.labels, (std::vector<std::int32_t>{0}));
        QCOMPARE(dataset.test.image(0)[0], std::uint8_t{1});
    }

    void makesATestSetWhereThereIsNone()
    {
        const TemporaryFolder folder;
        samples::write(folder.path() / trainImages, samples::idxImages(8));
        samples::write(folder.path() / trainLabels, samples::idxLabels({0, 1, 0, 1, 0, 1, 0, 1}));

        const Dataset dataset = loadDataset(folder.path().string() + ":test=0.25");

        QCOMPARE(dataset.train.count(), 6);
        QCOMPARE(dataset.test.count(), 2);
        QVERIFY(dataset.test.labels[0] != dataset.test.labels[1]);
    }

    /// EMNIST puts its name in front, calls the test images test, and numbers letters from 1.
    void readsTheFilesOfEmnist()
    {
        const TemporaryFolder folder;
        const std::string prefix = "emnist-letters-";
        samples::write(folder.path() / (prefix + trainImages + ".gz"), samples::gzip(samples::idxImages(4)));
        samples::write(folder.path() / (prefix + trainLabels + ".gz"), samples::gzip(samples::idxLabels({1, 2, 3, 3})));
        samples::write(folder.path() / (prefix + "test-images-idx3-ubyte.gz"), samples::gzip(samples::idxImages(1)));
        samples::write(folder.path() / (prefix + "test-labels-idx1-ubyte.gz"), samples::gzip(samples::idxLabels({2})));

        const Dataset dataset = loadDataset(folder.path().string());

        QCOMPARE(dataset.classes, (std::vector<std::string>{"1", "2", "3"}));
        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 1, 2, 2}));
        QCOMPARE(dataset.test.labels, (std::vector<std::int32_t>{1}));
    }

    void refusesToChooseAmongSeveralDataSets()
    {
        const TemporaryFolder folder;
        writeGoodFolder(folder.path(), "emnist-digits-");
        writeGoodFolder(folder.path(), "emnist-letters-");
        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });
        QVERIFY2(message.contains("emnist-digits-* and emnist-letters-*"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestIdxFormat)
#include "tst_idx_format.moc"
