// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/formats.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/cache_folder.h"
#include "tests/core/data/sample_data.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::data;

class TestFormats : public QObject {
    Q_OBJECT

private slots:
    /// A new format is tested from the moment it is listed, for it needs a sample.
    void everyFormatReadsFoldersAndArchives_data()
    {
        QTest::addColumn<QString>("format");
        const std::vector<std::string> ownNames = datasetNames();
        for (const DatasetFormat *format : datasetFormats())
            if (const std::string name(format->name); std::ranges::find(ownNames, name) == ownNames.end())
                QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void everyFormatReadsFoldersAndArchives()
    {
        QFETCH(QString, format);
        const samples::CacheFolder cache;
        const TemporaryFolder folder;
        const std::filesystem::path plain = folder.path() / "plain";
        std::filesystem::create_directory(plain);
        samples::sampleWriters().at(format.toStdString())(plain);

        const Dataset expected = loadDataset(plain.string());

        QVERIFY(expected.problems.empty());
        QCOMPARE(expected.train.count(), 4);
        QCOMPARE(expected.test.count(), 2);
        for (const char *name : {"a.tar.gz", "a.tgz", "a.tar", "a.zip"})
            for (const char *top : {"", "top/"}) {
                const auto archive = samples::packFolder(plain, folder.path() / name, top);
                const Dataset dataset = loadDataset(archive.string());
                QCOMPARE(dataset.classes, expected.classes);
                QCOMPARE(dataset.train.labels, expected.train.labels);
                QCOMPARE(dataset.test.labels, expected.test.labels);
                QCOMPARE(dataset.train.pixels, expected.train.pixels);
                QCOMPARE(dataset.test.pixels, expected.test.pixels);
                QCOMPARE(takesImageSize(archive.string()), takesImageSize(plain.string()));
            }
    }

    void everyFormatTakesTheSharedOptions_data() { everyFormatReadsFoldersAndArchives_data(); }
    void everyFormatTakesTheSharedOptions()
    {
        QFETCH(QString, format);
        const samples::CacheFolder cache;
        const TemporaryFolder folder;
        samples::sampleWriters().at(format.toStdString())(folder.path());

        const Dataset dataset = loadDataset(folder.path().string() + ":image=1x24x16,augment=shift,skip_bad=yes");

        for (const Images *images : {&dataset.train, &dataset.test}) {
            QCOMPARE(print(ImageShape{images->channels, images->height, images->width}), std::string("1x24x16"));
            QCOMPARE(images->pixels.size(), images->imageBytes() * images->count());
        }
        QCOMPARE(dataset.augmentation, (Augmentation{.shift = 2, .flip = false}));
    }

    void everyFormatSaysWhatItIs()
    {
        for (const DatasetFormat *format : datasetFormats()) {
            QVERIFY(!format->name.empty());
            QVERIFY(!format->description.empty());
        }
    }

    /// What the data is, and that following the advice reads it.
    void namesTheVersionOfCifarThatCannotBeRead()
    {
        const auto sample = [](const std::filesystem::path &folder, std::initializer_list<const char *> names) {
            std::vector<samples::ArchiveFile> files;
            for (const char *name : names)
                files.push_back({.path = std::string("cifar-py/") + name, .bytes = samples::bytesOf("\x80\x04N.")});
            return samples::writeArchive(folder / "cifar.tar.gz", files).string();
        };
        const TemporaryFolder folder;
        const QString ten = errorMessage([&] {
            loadDataset(sample(folder.path(), {"data_batch_1", "data_batch_2", "test_batch", "batches.meta"}));
        });
        QVERIFY2(ten.contains("cifar.tar.gz is the Python version of CIFAR-10, "), qPrintable(ten));
        QVERIFY2(ten.endsWith("take the binary version, cifar-10-binary.tar.gz"), qPrintable(ten));
        const QString hundred = errorMessage([&] { loadDataset(sample(folder.path(), {"train", "test", "meta"})); });
        QVERIFY2(hundred.contains("cifar.tar.gz is the Python version of CIFAR-100, "), qPrintable(hundred));
        QVERIFY2(hundred.endsWith("take the binary version, cifar-100-binary.tar.gz"), qPrintable(hundred));

        std::filesystem::create_directory(folder.path() / "binary");
        samples::writeCifar10(folder.path() / "binary");
        const auto remedy = samples::packFolder(folder.path() / "binary", folder.path() / "cifar-10-binary.tar.gz",
                                                "cifar-10-batches-bin/");
        QCOMPARE(loadDataset(remedy.string()).train.count(), 4);
    }

    void namesFilesOfOtherPrograms()
    {
        const TemporaryFolder folder;
        const auto message = [&](const char *name) {
            const std::string file = samples::write(folder.path() / name, samples::bytesOf("no archive")).string();
            return errorMessage([&] { loadDataset(file); });
        };
        QVERIFY2(message("svhn.mat").contains("svhn.mat is a MATLAB file; save its arrays as numpy.savez("),
                 qPrintable(message("svhn.mat")));
        QVERIFY2(message("a.H5").contains("a.H5 is an HDF5 file; "), qPrintable(message("a.H5")));
        QVERIFY2(message("x.npy").contains("x.npy is a single NumPy array"), qPrintable(message("x.npy")));
        std::filesystem::remove(folder.path() / "x.npy");
        const QString ofFolder = errorMessage([&] { loadDataset(folder.path().string()); });
        QVERIFY2(ofFolder.contains("holds a.H5, which is an HDF5 file; save its arrays"), qPrintable(ofFolder));
    }

    void onlyImageFilesLetANetworkChooseTheSize_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("takesSize");
        for (const auto &[name, writer] : samples::sampleWriters())
            QTest::newRow(name.c_str()) << QString::fromStdString(name)
                                        << (name == "Tiny-ImageNet" || name == "image folders");
    }
    void onlyImageFilesLetANetworkChooseTheSize()
    {
        QFETCH(QString, format);
        QFETCH(bool, takesSize);
        const TemporaryFolder folder;
        samples::sampleWriters().at(format.toStdString())(folder.path());
        QCOMPARE(takesImageSize(folder.path().string()), takesSize);
        QVERIFY(!takesImageSize("synthetic"));
    }
};

QTEST_APPLESS_MAIN(TestFormats)
#include "tst_formats.moc"
