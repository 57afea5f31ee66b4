// SPDX-License-Identifier: Apache-2.0
// Batches from main memory, from a device, and ahead of time.

#include "core/learn/train/batches.h"
#include "core/learn/train/evaluation.h"
#include "tests/core/learn/test_device.h"

#include <QTest>

#include <stdexcept>

namespace odimo::learn {

class TestBatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void residentImagesMakeTheSameBatches_data()
    {
        QTest::addColumn<int>("shift");
        QTest::addColumn<bool>("flip");
        QTest::addColumn<QString>("values");
        QTest::newRow("unchanged") << 0 << false << "";
        QTest::newRow("flipped") << 0 << true << "";
        QTest::newRow("shifted") << 3 << false << "";
        QTest::newRow("shifted and flipped") << 2 << true << "";
        QTest::newRow("shifted by more than the image") << 12 << true << "";
        QTest::newRow("normalised") << 2 << true << ",normalise=imagenet";
        QTest::newRow("features") << 2 << true << ",values=features";
        QTest::newRow("features unchanged") << 0 << false << ",values=features";
    }

    void residentImagesMakeTheSameBatches()
    {
        QFETCH(int, shift);
        QFETCH(bool, flip);
        QFETCH(QString, values);
        const data::Images images =
            data::loadDataset("synthetic:classes=3,channels=3,size=10,train=60,test=3" + values.toStdString()).train;
        const ResidentImages resident(images, testDevice());
        const std::vector<int> indices{5, 0, 59, 5, 17, 31, 2, 44};
        const data::Augmentation augmentation{shift, flip};
        const Batch expected = makeBatch(images, indices, augmentation, 9, testDevice());
        const Batch batch = resident.batch(indices, augmentation, 9);
        QVERIFY(torch::equal(batch.images, expected.images));
        QVERIFY(torch::equal(batch.labels, expected.labels));
        QVERIFY(batch.images.is_contiguous(torch::MemoryFormat::ChannelsLast));
    }

    void streamKeepsTheOrder()
    {
        BatchStream stream(5, [](int index) { return Batch{{}, torch::full({1}, index)}; });
        for (int index = 0; index < 5; ++index)
            QCOMPARE(stream.next().labels.item<int>(), index);
    }

    void streamHandsOnErrors()
    {
        BatchStream stream(2, [](int index) { return index == 0 ? Batch() : throw std::runtime_error("unreadable"); });
        stream.next();
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, stream.next());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestBatches)
#include "tst_batches.moc"
