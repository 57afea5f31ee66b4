// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "tests/core/data/idx_samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

namespace {

const char *const trainImages = "train-images-idx3-ubyte";
const char *const trainLabels = "train-labels-idx1-ubyte";
const char *const testImages = "t10k-images-idx3-ubyte";
const char *const testLabels = "t10k-labels-idx1-ubyte";

/// Four training and two test images of three classes; `ending` is "" or ".gz".
void writeGoodFolder(const std::filesystem::path &folder, const std::string &ending = "")
{
    samples::write(folder / (trainImages + ending), samples::images(4));
    samples::write(folder / (trainLabels + ending), samples::labels({0, 1, 2, 1}));
    samples::write(folder / (testImages + ending), samples::images(2));
    samples::write(folder / (testLabels + ending), samples::labels({2, 0}));
}

} // namespace

class TestIdxFolder : public QObject {
    Q_OBJECT

private slots:
    void readsPlainAndCompressedFiles_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("plain") << "";
        QTest::newRow("compressed") << ".gz";
    }
    void readsPlainAndCompressedFiles()
    {
        QFETCH(QString, ending);
        const TemporaryFolder folder;
        writeGoodFolder(folder.path(), ending.toStdString());

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
        row("fewer labels than images", trainLabels, samples::labels({0, 1, 2}), "holds 3 labels for the 4 images");
        row("more labels than images", testLabels, samples::labels({0, 1, 2}), "holds 3 labels for the 2 images");
        row("test label out of range", testLabels, samples::labels({0, 3}), "label 3, which is out of range");
        row("test images of another size", testImages, samples::idx({2, 1, 1}, {1, 2}), "2x3 and the test images 1x1");
        row("labels in place of images", trainImages, samples::labels({0, 1, 2, 1}), "has 1 dimensions");
        row("images in place of labels", trainLabels, samples::images(4), "has 3 dimensions");
    }
    void refusesFilesThatDoNotFit()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const TemporaryFolder folder;
        writeGoodFolder(folder.path());
        samples::write(folder.path() / file.toStdString(), {content.begin(), content.end()});

        const auto message = samples::messageOf<Error>([&] { loadDataset(folder.path().string()); });

        QVERIFY2(message.find(reason.toStdString()) != std::string::npos, message.c_str());
    }

    void namesTheFileThatIsMissing()
    {
        const TemporaryFolder folder;
        writeGoodFolder(folder.path());
        std::filesystem::remove(folder.path() / testLabels);

        const auto message = samples::messageOf<Error>([&] { loadDataset(folder.path().string()); });

        QVERIFY2(message.find("neither t10k-labels-idx1-ubyte nor t10k-labels-idx1-ubyte.gz") != std::string::npos,
                 message.c_str());
    }

    void refusesAPathThatIsNoFolder()
    {
        const auto message = samples::messageOf<Error>([] { loadDataset("/absent/folder"); });
        QVERIFY2(message.find("/absent/folder is not a folder") != std::string::npos, message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestIdxFolder)
#include "tst_idx_folder.moc"
