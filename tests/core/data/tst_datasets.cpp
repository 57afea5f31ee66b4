// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "core/data/formats.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace odimo;
using namespace odimo::data;

namespace {

/// The share of test images whose nearest training class mean is that of their own class.
double nearestMeanAccuracy(const Dataset &dataset)
{
    const std::size_t pixels = dataset.train.imageBytes();
    std::vector<std::vector<double>> means(dataset.classes.size(), std::vector<double>(pixels));
    std::vector<int> counts(dataset.classes.size());
    for (int index = 0; index < dataset.train.count(); ++index) {
        const int label = dataset.train.labels[index];
        ++counts[label];
        for (std::size_t at = 0; at < pixels; ++at)
            means[label][at] += dataset.train.image(index)[at];
    }
    int right = 0;
    for (int index = 0; index < dataset.test.count(); ++index) {
        std::vector<double> distances(means.size());
        for (std::size_t label = 0; label < means.size(); ++label)
            for (std::size_t at = 0; at < pixels; ++at)
                distances[label] += std::pow(dataset.test.image(index)[at] - means[label][at] / counts[label], 2);
        const auto nearest = std::ranges::min_element(distances) - distances.begin();
        right += nearest == dataset.test.labels[index];
    }
    return static_cast<double>(right) / dataset.test.count();
}

std::string refusal(const std::string &specification)
{
    try {
        loadDataset(specification);
    } catch (const Error &error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestDatasets : public QObject {
    Q_OBJECT

private slots:
    void everyNameLoadsAndIsSound_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string &name : datasetNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void everyNameLoadsAndIsSound()
    {
        QFETCH(QString, name);
        const Dataset dataset = loadDataset(name.toStdString());
        QCOMPARE(dataset.name, name.toStdString());
        for (const Images *images : {&dataset.train, &dataset.test}) {
            QVERIFY(images->count() > 0);
            QCOMPARE(images->pixels.size(), images->imageBytes() * images->count());
            QVERIFY(std::ranges::min(images->labels) >= 0);
            QVERIFY(std::ranges::max(images->labels) < static_cast<int>(dataset.classes.size()));
        }
    }

    void namesTheFirstProblemsAndTheRemedy()
    {
        const TemporaryFolder folder;
        samples::writeIdx(folder.path());
        samples::write(folder.path() / "t10k-labels-idx1-ubyte", samples::idxLabels({9, 0, 7}));
        samples::write(folder.path() / "train-labels-idx1-ubyte.gz", samples::gzip(samples::idxLabels({0, 2, 2})));

        const QString message = errorMessage([&] { loadDataset(folder.path().string() + ":seed=3"); });

        for (const char *part : {"has 4 problems: ", "train-labels-idx1-ubyte.gz holds 3 labels for the 4 images",
                                 "and 1 more", ":seed=3,skip_bad=yes"})
            QVERIFY2(message.contains(part), qPrintable(message));
    }

    void inspectsDataWithProblems()
    {
        const TemporaryFolder folder;
        samples::writeIdx(folder.path());
        samples::write(folder.path() / "t10k-labels-idx1-ubyte", samples::idxLabels({9, 0}));

        const DatasetSummary summary = summarise(inspectDataset(folder.path().string()));

        QCOMPARE(summary.testImages, 1);
        QCOMPARE(summary.problems.size(), std::size_t{1});
        QCOMPARE(summary.problems[0].place, std::string("test image 0"));
        QVERIFY(summary.problems[0].what.starts_with("has the label 9, which is out of range"));
    }

    void everyErrorNamesTheData()
    {
        const TemporaryFolder folder;
        samples::writeIdx(folder.path());
        const std::string path = folder.path().string();
        for (const char *options : {":image=nonsense", ":test=2", ":skip_bad=perhaps", ":what=1", ":seed=-1"}) {
            const std::string message = refusal(path + options);
            QVERIFY2(message.find(path) != std::string::npos, message.c_str());
        }
        samples::write(folder.path() / "t10k-labels-idx1-ubyte", samples::Bytes{1, 2, 3});
        QVERIFY(refusal(path).find(path + ": t10k-labels-idx1-ubyte is truncated") != std::string::npos);
    }

    void imagesThatAreAllAlikeHaveNoDeviation()
    {
        const TemporaryFolder folder;
        samples::writeIdx(folder.path());
        for (int value = 0; value < 256; ++value) {
            const samples::Bytes pixels(std::size_t{4} * 6, static_cast<std::uint8_t>(value));
            samples::write(folder.path() / "train-images-idx3-ubyte", samples::idx({4, 2, 3}, pixels));
            QVERIFY(summarise(loadDataset(folder.path().string())).standardDeviation[0] < 1e-6); // not without a value
        }
    }

    void refusesDataOfWhichNothingIsLeft()
    {
        const TemporaryFolder folder;
        samples::writeIdx(folder.path());
        samples::write(folder.path() / "t10k-labels-idx1-ubyte", samples::idxLabels({9, 9}));
        const QString message = QString::fromStdString(refusal(folder.path().string() + ":skip_bad=yes"));
        QVERIFY2(message.contains("has no test image that can be used: test image 0 has the label 9"),
                 qPrintable(message));
    }

    void refusesWhatIsNotThereAndWhatHasNoKnownLayout()
    {
        const TemporaryFolder folder;
        samples::write(folder.path() / "notes.md", samples::bytesOf("nothing to see"));
        const QString unknown = QString::fromStdString(refusal(folder.path().string()));
        QVERIFY2(unknown.contains("holds no data of a known layout among its 1 files"), qPrintable(unknown));
        QVERIFY2(unknown.contains("Tiny-ImageNet: "), qPrintable(unknown));
        const QString absent = QString::fromStdString(refusal("/absent/folder"));
        QVERIFY2(absent.contains("/absent/folder is not there"), qPrintable(absent));
        QVERIFY(refusal("absent.zip").find("absent.zip is not there") != std::string::npos);
    }

    void refusesAnUnknownOption()
    {
        const TemporaryFolder folder;
        samples::writeIdx(folder.path());
        const QString message = QString::fromStdString(refusal(folder.path().string() + ":size=3"));
        QVERIFY2(message.contains("unknown option 'size'; there are: image=3x32x32, test=0.2, seed=1, skip_bad=yes"),
                 qPrintable(message));
    }

    void knowsFashionMnist()
    {
        const Dataset dataset = loadDataset("fashion-mnist");
        const DatasetSummary summary = summarise(dataset);

        QCOMPARE(summary.trainImages, 60000);
        QCOMPARE(summary.testImages, 10000);
        QCOMPARE(summary.channels, 1);
        QCOMPARE(summary.height, 28);
        QCOMPARE(summary.width, 28);
        QCOMPARE(summary.classes[9], std::string("Ankle boot"));
        QCOMPARE(summary.trainPerClass, std::vector<int>(10, 6000));
        QCOMPARE(summary.testPerClass, std::vector<int>(10, 1000));
        QCOMPARE(dataset.train.labels[0], 9); // the first image is an ankle boot
        // The published figures, given to four digits.
        QVERIFY(std::abs(summary.mean[0] - 0.2860) < 5e-5);
        QVERIFY(std::abs(summary.standardDeviation[0] - 0.3530) < 5e-5);
        QCOMPARE(dataset.augmentation, (Augmentation{.shift = 2, .flip = true}));
    }

    void looksForFashionMnistInTheDataFolderFirst()
    {
        qputenv("ODIMO_DATA", "/some/data");
        const auto places = fashionMnistPlaces();
        qunsetenv("ODIMO_DATA");
        QCOMPARE(places.size(), std::size_t{2});
        QCOMPARE(places[0].string(), std::string("/some/data/fashion-mnist"));
        QCOMPARE(fashionMnistPlaces().size(), std::size_t{1});
    }

    void takesTheFirstPlaceThatExists()
    {
        const TemporaryFolder folder;
        QCOMPARE(findFashionMnist({"/absent", folder.path(), "/usr"}).string(), folder.path().string());
    }

    void namesThePlacesAndThePackageOfFashionMnist()
    {
        try {
            findFashionMnist({"/absent/a", "/absent/b"});
            QFAIL("found in a place that does not exist");
        } catch (const Error &error) {
            const QString message = error.what();
            for (const char *part : {"/absent/a and /absent/b", "dataset-fashion-mnist", "ODIMO_DATA"})
                QVERIFY2(message.contains(part), qPrintable(message));
        }
    }

    void listsTheNamesForAnUnknownDataset()
    {
        const std::string message = refusal("cifar11");
        for (const char *part : {"unknown dataset 'cifar11'", "fashion-mnist", "synthetic", "folder"})
            QVERIFY2(message.find(part) != std::string::npos, message.c_str());
    }

    void syntheticObeysItsOptions()
    {
        const Dataset dataset = loadDataset("synthetic:classes=3,channels=2,size=8,train=30,test=9,seed=5,noise=0.1");
        const DatasetSummary summary = summarise(dataset);
        QCOMPARE(summary.channels, 2);
        QCOMPARE(summary.height, 8);
        QCOMPARE(summary.width, 8);
        QCOMPARE(summary.trainPerClass, (std::vector{10, 10, 10}));
        QCOMPARE(summary.testPerClass, (std::vector{3, 3, 3}));
        QCOMPARE(summary.mean.size(), std::size_t{2});
    }

    /// As rows of features and long signals need it.
    void syntheticTakesAnyShape()
    {
        const Dataset rows =
            loadDataset("synthetic:values=features,channels=784,height=1,width=1,classes=2,train=4,test=2");
        QCOMPARE(rows.train.imageValues(), std::size_t{784});
        const Dataset series = loadDataset("synthetic:channels=1,height=1,width=4000,classes=2,train=4,test=2");
        QCOMPARE(series.train.width, 4000);
    }

    void syntheticDependsOnItsSeedAlone()
    {
        const Dataset first = loadDataset("synthetic:seed=7");
        QCOMPARE(loadDataset("synthetic:seed=7").train.pixels, first.train.pixels);
        QVERIFY(loadDataset("synthetic:seed=8").train.pixels != first.train.pixels);
        QVERIFY(!std::ranges::equal(first.train.image(0), first.test.image(0)));
    }

    void syntheticCanBeLearned()
    {
        // The noise of a class mean over 51 images is far below the distance of two patterns, so nearly all must be
        // right.
        QVERIFY(nearestMeanAccuracy(loadDataset("synthetic")) > 0.95);
        // Where noise hides the patterns, nothing much can be learned: the images are no mere table of labels.
        QVERIFY(nearestMeanAccuracy(loadDataset("synthetic:noise=10")) < 0.5);
    }

    void refusesBadSyntheticOptions_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<QString>("reason");
        QTest::newRow("unknown") << "colour=3"
                                 << "unknown option 'colour'; there are: classes, channels, size";
        QTest::newRow("no value") << "classes"
                                  << "'classes' is no option; write name=value";
        QTest::newRow("not a number") << "size=large"
                                      << "size is 'large'; it should be a number from 4 to 512";
        QTest::newRow("number with a tail") << "size=16px"
                                            << "size is '16px'";
        QTest::newRow("too few classes") << "classes=1"
                                         << "classes is '1'";
        QTest::newRow("negative noise") << "noise=-1"
                                        << "noise is '-1'";
        QTest::newRow("noise is no number") << "noise=nan"
                                            << "noise is 'nan'";
        QTest::newRow("fewer images than classes") << "classes=10,train=12"
                                                   << "at least two training images";
        QTest::newRow("too much memory") << "size=512,channels=16,train=100000"
                                         << "more than 1 GiB";
    }
    void refusesBadSyntheticOptions()
    {
        QFETCH(QString, options);
        QFETCH(QString, reason);
        const QString message = QString::fromStdString(refusal("synthetic:" + options.toStdString()));
        QVERIFY2(message.contains(reason), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestDatasets)
#include "tst_datasets.moc"
