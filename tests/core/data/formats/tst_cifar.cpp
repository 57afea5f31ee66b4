// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_data.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

class TestCifar : public QObject {
    Q_OBJECT

private slots:
    void turnsPlanesIntoPixels()
    {
        const TemporaryFolder folder;
        samples::writeCifar10(folder.path());
        const Dataset dataset = loadDataset(folder.path().string());
        QCOMPARE(dataset.classes, (std::vector<std::string>{"airplane", "automobile"}));
        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 1, 1, 0}));
        QCOMPARE(dataset.train.height, 32);
        for (std::size_t at = 0; at < dataset.train.imageBytes(); ++at)
            QCOMPARE(static_cast<int>(dataset.train.image(1)[at]), static_cast<int>(4 + at % 3));
        QCOMPARE(dataset.augmentation, (Augmentation{.shift = 4, .flip = true}));
    }

    void takesTheFineLabelsOfCifar100()
    {
        const TemporaryFolder folder;
        samples::writeCifar100(folder.path());
        const Dataset dataset = loadDataset(folder.path().string());
        QCOMPARE(dataset.classes, (std::vector<std::string>{"apple", "aquarium_fish"}));
        QCOMPARE(dataset.train.labels, (std::vector<std::int32_t>{0, 1, 1, 0}));
        QCOMPARE(dataset.test.labels, (std::vector<std::int32_t>{1, 0}));
    }

    void tellsOfARecordThatBreaksOff()
    {
        const TemporaryFolder folder;
        samples::writeCifar10(folder.path());
        std::filesystem::resize_file(folder.path() / "data_batch_2.bin", 2 * 3073 - 1);
        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });
        QVERIFY2(message.contains("data_batch_2.bin is truncated: it ends within image 2"), qPrintable(message));
        QCOMPARE(loadDataset(folder.path().string() + ":skip_bad=yes").train.count(), 3);
    }

    void tellsOfALabelOutOfRange()
    {
        const TemporaryFolder folder;
        samples::writeCifar10(folder.path());
        samples::write(folder.path() / "test_batch.bin",
                       samples::joined({samples::cifarRecord({2}, {1, 2, 3}), samples::cifarRecord({1}, {1, 2, 3})}));
        const QString message = errorMessage([&] { loadDataset(folder.path().string()); });
        QVERIFY2(message.contains("has the label 2, which is out of range: the classes are 0 to 1"),
                 qPrintable(message));
    }

    void knowsTheClassesWithoutTheirNames()
    {
        const TemporaryFolder folder;
        samples::writeCifar10(folder.path());
        std::filesystem::remove(folder.path() / "batches.meta.txt");
        const Dataset dataset = inspectDataset(folder.path().string());
        QCOMPARE(dataset.classes.size(), std::size_t{10});
        QCOMPARE(dataset.classes[9], std::string("truck"));
        QCOMPARE(dataset.problems.size(), std::size_t{8}); // classes without an image
    }
};

QTEST_APPLESS_MAIN(TestCifar)
#include "tst_cifar.moc"
