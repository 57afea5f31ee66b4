// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/cache_folder.h"
#include "tests/core/data/sample_data.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

namespace {

using samples::filled;
using samples::png;

/// Two classes of `count` images each, side by side, no test set.
void writeClasses(const std::filesystem::path &folder, int count)
{
    for (int image = 0; image < count; ++image)
        for (const char *name : {"person", "no person"})
            samples::write(folder / name / (std::to_string(image) + ".png"),
                           png(filled({1, 3, 2}, static_cast<std::uint8_t>(image))));
}

} // namespace

class TestImageFolders : public QObject {
    Q_OBJECT

private:
    samples::CacheFolder m_cache;

private slots:
    void takesFoldersInTheOrderOfTheAlphabet()
    {
        const TemporaryFolder folder;
        samples::writeImageFolders(folder.path());
        const Dataset dataset = loadDataset(folder.path().string());
        QCOMPARE(dataset.classes, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 0, 1, 1}));
        QCOMPARE(dataset.test.labels, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(dataset.train.height, 4);
        QCOMPARE(dataset.train.width, 5);
        QCOMPARE(dataset.train.image(2)[0], std::uint8_t{30});
        QCOMPARE(dataset.test.image(1)[0], std::uint8_t{60});
        QVERIFY(dataset.augmentation.flip);
    }

    void takesTheImagesOfValidationAsTest_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("val") << "val";
        QTest::newRow("validation") << "validation";
    }
    void takesTheImagesOfValidationAsTest()
    {
        QFETCH(QString, name);
        const TemporaryFolder folder;
        samples::writeImageFolders(folder.path());
        std::filesystem::rename(folder.path() / "test", folder.path() / name.toStdString());
        samples::write(folder.path() / "test/1.png", png(filled({3, 4, 5}, 1))); // without labels
        QCOMPARE(loadDataset(folder.path().string()).test.image(1)[0], std::uint8_t{60});
    }

    void takesFoldersOfEveryUsualName_data()
    {
        QTest::addColumn<QString>("train");
        QTest::addColumn<QString>("test");
        QTest::newRow("public MNIST") << "training"
                                      << "testing";
        QTest::newRow("capitals") << "Train"
                                  << "Test";
        QTest::newRow("mixed") << "TRAINING"
                               << "Valid";
    }
    void takesFoldersOfEveryUsualName()
    {
        QFETCH(QString, train);
        QFETCH(QString, test);
        const TemporaryFolder folder;
        samples::writeImageFolders(folder.path());
        std::filesystem::rename(folder.path() / "train", folder.path() / train.toStdString());
        std::filesystem::rename(folder.path() / "test", folder.path() / test.toStdString());
        const Dataset dataset = loadDataset(folder.path().string());
        QCOMPARE(dataset.classes, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 0, 1, 1}));
        QCOMPARE(dataset.test.image(1)[0], std::uint8_t{60});
    }

    void namesFoldersThatAreNoClasses()
    {
        const TemporaryFolder folder;
        samples::writeImageFolders(folder.path());
        std::filesystem::rename(folder.path() / "train", folder.path() / "learn");
        std::filesystem::rename(folder.path() / "test", folder.path() / "probe");
        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });
        QVERIFY2(message.contains("the folders learn and probe hold folders of the same names, such as cat and dog"),
                 qPrintable(message));
        std::filesystem::rename(folder.path() / "learn", folder.path() / "train");
        std::filesystem::rename(folder.path() / "probe", folder.path() / "test");
        QCOMPARE(loadDataset(folder.path().string()).test.count(), 2);
    }

    /// Folders of images, not of folders: what they are called does not matter.
    void takesClassesWithNamesOfParts()
    {
        const TemporaryFolder folder;
        for (const char *name : {"bus", "train", "Valid"})
            for (const char *file : {"1.png", "2.png"})
                samples::write(folder.path() / name / file, png(filled({1, 3, 2}, 7)));
        QCOMPARE(loadDataset(folder.path().string()).classes, (std::vector<std::string>{"Valid", "bus", "train"}));
    }

    void splitsWhereThereIsNoTestSet()
    {
        const TemporaryFolder folder;
        writeClasses(folder.path(), 10);
        const std::string path = folder.path().string();
        const Dataset dataset = loadDataset(path);
        QCOMPARE(dataset.classes, (std::vector<std::string>{"no person", "person"}));
        QCOMPARE(summarise(dataset).testPerClass, (std::vector{2, 2}));
        QCOMPARE(summarise(loadDataset(path + ":test=0.5")).trainPerClass, (std::vector{5, 5}));
        QVERIFY(loadDataset(path + ":test=0.5,seed=2").test.pixels != loadDataset(path + ":test=0.5").test.pixels);
        QCOMPARE(dataset.augmentation, Augmentation{}); // grey
    }

    void asksForASizeWhereImagesDiffer()
    {
        const TemporaryFolder folder;
        samples::writeImageFolders(folder.path());
        samples::write(folder.path() / "train/cat/3.jpg", samples::jpeg(filled({1, 9, 7}, 10)));
        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });
        QVERIFY2(message.contains("images of 2 sizes: 3x4x5 (6), 1x9x7 (1); bring them to one, for example with "),
                 qPrintable(message));
        QVERIFY2(message.endsWith(":image=3x4x5"), qPrintable(message));

        const Dataset dataset = loadDataset(folder.path().string() + ":image=3x8x6");
        QCOMPARE(dataset.train.count(), 5);
        QCOMPARE(dataset.train.height, 8);
        QCOMPARE(dataset.train.width, 6);
        QVERIFY(std::ranges::all_of(dataset.train.image(2), [](std::uint8_t pixel) { return pixel == 10; }));
    }

    void leavesOutWhatIsNoImageAndNamesIt()
    {
        const TemporaryFolder folder;
        samples::writeImageFolders(folder.path());
        samples::write(folder.path() / "train/cat/1.png", samples::bytesOf("404 not found"));
        samples::write(folder.path() / "train/dog/3.gif", samples::bytesOf("GIF89a"));
        samples::write(folder.path() / "train/dog/notes.txt", samples::bytesOf("no image by its name"));
        const std::string path = folder.path().string();

        const QString message = errorMessage([&] { loadDataset(path); });
        for (const char *part : {"has 2 problems", "train/cat/1.png is a text file, no image",
                                 "train/dog/3.gif is a GIF image", ":skip_bad=yes"})
            QVERIFY2(message.contains(part), qPrintable(message));

        for (const char *start : {"first", "from the cache"}) {
            const Dataset dataset = loadDataset(path + ":skip_bad=yes");
            QVERIFY2(dataset.train.labels == (std::vector<std::int32_t>{0, 1, 1}), start);
            QCOMPARE(dataset.train.image(0)[0], std::uint8_t{20});
            QCOMPARE(dataset.train.image(2)[0], std::uint8_t{40});
            QCOMPARE(dataset.test.image(0)[0], std::uint8_t{50});
            QCOMPARE(dataset.problems.size(), std::size_t{2});
            QCOMPARE(dataset.problems[0].place, path + ": train/cat/1.png");
        }
    }

    void tellsOfClassesThatAreNotOnBothSides()
    {
        const TemporaryFolder folder;
        samples::writeImageFolders(folder.path());
        std::filesystem::create_directory(folder.path() / "train/eel");
        samples::write(folder.path() / "test/fox/1.png", png(filled({3, 4, 5}, 1)));
        samples::write(folder.path() / "train/stray.png", png(filled({3, 4, 5}, 1)));
        const Dataset dataset = inspectDataset(folder.path().string());
        std::string problems;
        for (const auto &[place, what] : dataset.problems)
            problems += place.substr(place.rfind(' ') + 1) + " " + what + "\n";
        QCOMPARE(problems, std::string("train/ holds 1 images outside the folders of the classes\n"
                                       "test/fox holds 1 images outside the folders of the classes\n"
                                       "'eel' has no training image\n"));
        QCOMPARE(dataset.test.count(), 2);
    }

    void refusesFoldersWithoutClasses()
    {
        const TemporaryFolder folder;
        samples::write(folder.path() / "1.png", png(filled({3, 4, 5}, 1)));
        const auto message = [&] {
            return errorMessage([&] { loadDataset(folder.path().string()); });
        };
        QVERIFY2(message().contains("has no folder with images"), qPrintable(message()));
        samples::write(folder.path() / "cat/1.png", png(filled({3, 4, 5}, 1)));
        QVERIFY2(message().contains("has only one folder with images"), qPrintable(message()));
        samples::write(folder.path() / "test/1.png", png(filled({3, 4, 5}, 1)));
        QVERIFY2(message().contains("but no train folder"), qPrintable(message()));
    }

    void refusesDataWithoutAReadableImage()
    {
        const TemporaryFolder folder;
        for (const char *file : {"cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png"})
            samples::write(folder.path() / file, {});
        const QString message = errorMessage([&] { loadDataset(folder.path().string() + ":skip_bad=yes"); });
        QVERIFY2(message.contains("none of the 4 images can be read; the first, "), qPrintable(message));
        QVERIFY2(message.contains("is empty"), qPrintable(message));
    }

    void keepsAnOnlyImageForTraining()
    {
        const TemporaryFolder folder;
        writeClasses(folder.path(), 4);
        samples::write(folder.path() / "other/1.png", png(filled({1, 3, 2}, 9)));
        const Dataset dataset = inspectDataset(folder.path().string());
        QCOMPARE(dataset.problems,
                 (std::vector<Problem>{{"class 'other'", "has a single image, so that none is left to test with"}}));
        QCOMPARE(summarise(dataset).trainPerClass, (std::vector{3, 1, 3}));
    }
};

QTEST_APPLESS_MAIN(TestImageFolders)
#include "tst_image_folders.moc"
