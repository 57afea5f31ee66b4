// SPDX-License-Identifier: Apache-2.0
// Values that are no plain pixels: normalised ones, and features.

#include "core/base/files.h"
#include "core/data/normalisation.h"
#include "core/data/sampling.h"
#include "core/data/specification.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_archives.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace odimo;
using namespace odimo::data;

namespace {

std::vector<float> batchOf(const Images &images, const Augmentation &augmentation = {})
{
    std::vector<int> indices(static_cast<std::size_t>(images.count()));
    std::iota(indices.begin(), indices.end(), 0);
    std::vector<float> batch(indices.size() * images.imageValues());
    fillBatch(images, indices, augmentation, 1, batch);
    return batch;
}

} // namespace

class TestNormalisation : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;

    /// Four images, two of each class, of which all are in both sets.
    std::string arrays(const std::string &type, const std::string &shape, const samples::Bytes &values) const
    {
        const samples::Bytes images = samples::npyOf(type, shape, values);
        const samples::Bytes labels = samples::npyOf("|u1", "(4,)", {0, 1, 0, 1});
        return samples::writeArchive(m_folder.path() / "x.npz", {{.path = "x_train.npy", .bytes = images},
                                                                 {.path = "y_train.npy", .bytes = labels},
                                                                 {.path = "x_test.npy", .bytes = images},
                                                                 {.path = "y_test.npy", .bytes = labels}})
            .string();
    }
    /// -5.5 to 5.5 in twelve steps of one.
    static samples::Bytes ramp()
    {
        std::vector<float> values(12);
        std::iota(values.begin(), values.end(), -5.5F);
        return samples::numbers(values);
    }

private slots:
    void readsNumbersAndNames()
    {
        const auto pair = normalisationFrom("0.5,0.25");
        QVERIFY(pair && *pair == (std::vector<Normalisation>{{0.5, 0.25}}));
        const auto mixed = normalisationFrom("0.4/0.5/0.6,2");
        QVERIFY(mixed && *mixed == (std::vector<Normalisation>{{0.4, 2}, {0.5, 2}, {0.6, 2}}));
        const auto named = normalisationFrom("imagenet");
        QVERIFY(named && *named == normalisationFrom("0.485/0.456/0.406,0.229/0.224/0.225"));
        const auto bytes = normalisationFrom("bytes"); // A white pixel, which is 1 without it.
        QVERIFY(bytes && bytes->size() == 1);
        QCOMPARE((1 - bytes->front().mean) / bytes->front().deviation, 255.0);
        for (const char *bad :
             {"", "0.5", "0.5,", "0.5,0", "0.5,-1", "0.5/0.5,1/1/1", "0.5/,1", "a,b", "nan,1", "1,inf", "0.5,1,2"})
            QVERIFY2(!normalisationFrom(bad), bad);
    }

    void isAnOptionOfAllData()
    {
        const Specification specification = parseSpecification("a:b/c.zip:normalise=0.4/0.5,0.25/-0.5,test=0.1");
        QCOMPARE(specification.source, std::string("a:b/c.zip"));
        QCOMPARE(specification.options,
                 (std::vector<Specification::Option>{{"normalise", "0.4/0.5,0.25/-0.5"}, {"test", "0.1"}}));
        QCOMPARE(print(specification), std::string("a:b/c.zip:normalise=0.4/0.5,0.25/-0.5,test=0.1"));
        QCOMPARE(parseSpecification("/data:normalise=a/cats").source, std::string("/data:normalise=a/cats"));
        const QString message = errorMessage([] { loadDataset("synthetic:normalise=0.5"); });
        QVERIFY2(message.contains("normalise is '0.5'; it should be MEAN,DEVIATION") && message.contains("imagenet"),
                 qPrintable(message));
    }

    void normalisesPixelsChannelByChannel()
    {
        const samples::Bytes bytes = {0, 51, 255, 255, 51, 0, 102, 102, 102, 0, 0, 0};
        const Dataset data =
            loadDataset(arrays("|u1", "(4, 1, 1, 3)", bytes) + ":image=3x1x1,normalise=0.5/0.2/0,0.25/1/2");
        const std::vector<float> batch = batchOf(data.test);
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            const std::vector<Normalisation> &byChannel = data.test.normalisation;
            const auto &[mean, deviation] = byChannel[at % 3];
            QCOMPARE(batch[at], static_cast<float>((bytes[at] / 255.0 - mean) / deviation));
        }
        const DatasetSummary summary = summarise(data);
        QVERIFY(summary.isNormalised && summary.isSigned);
        QCOMPARE(summary.least, -2.0);
        QCOMPARE(summary.most, 2.0);
        QCOMPARE(summary.mean[0], (102.0 / 255 - 0.4 + (255 + 102) / 4.0 / 255 - 0.5) / 0.25);
    }

    /// One figure stands for all channels; others than channels are refused.
    void needsAFigureForEachChannel()
    {
        const std::string data = arrays("|u1", "(4, 1, 1, 3)", samples::Bytes(12, 51)) + ":image=3x1x1,normalise=";
        QCOMPARE(batchOf(loadDataset(data + "0.2,1").train), std::vector<float>(12));
        const QString message = errorMessage([&] { loadDataset(data + "0.5/0.5,1"); });
        QVERIFY2(message.contains("figures for 2 channels, and the data has 3"), qPrintable(message));
    }

    void whatAShiftBringsInIsBlack()
    {
        Images images{.channels = 1, .height = 3, .width = 3, .pixels = samples::Bytes(9, 255), .labels = {0}};
        normalise(images, {{0.5, 0.25}});
        const std::vector<float> batch = batchOf(images, {.shift = 3, .flip = true});
        QVERIFY(std::ranges::all_of(batch, [](float value) { return value == 2 || value == -2; }));
        QVERIFY(std::ranges::count(batch, -2.0F) > 0);
    }

    void takesFeaturesAsTheyAre()
    {
        const Dataset data = loadDataset(arrays("<f4", "(4, 1, 3)", ramp()));
        QVERIFY(data.train.kind == ValueKind::Features);
        const std::vector<float> batch = batchOf(data.train);
        for (std::size_t at = 0; at < batch.size(); ++at)
            QCOMPARE(batch[at], static_cast<float>(at) - 5.5F);
        const DatasetSummary summary = summarise(data);
        QVERIFY(summary.kind == ValueKind::Features && summary.isSigned && !summary.isNormalised);
        QCOMPARE(summary.least, -5.5);
        QCOMPARE(summary.most, 5.5);
        QVERIFY(std::abs(summary.mean[0]) < 1e-12);
        QVERIFY(std::abs(summary.standardDeviation[0] - std::sqrt(143 / 12.0)) < 1e-9);
    }

    void normalisesFeaturesToo()
    {
        const std::vector<float> plain = batchOf(loadDataset(arrays("<f4", "(4, 1, 3)", ramp())).train);
        const std::vector<float> batch =
            batchOf(loadDataset(arrays("<f4", "(4, 1, 3)", ramp()) + ":normalise=-0.5,10").train);
        for (std::size_t at = 0; at < batch.size(); ++at)
            QCOMPARE(batch[at], static_cast<float>((double(plain[at]) + 0.5) / 10));
    }

    void readsRowsOfFeaturesAsChannels()
    {
        const Images images = loadDataset(arrays("<f4", "(4, 3)", ramp())).train;
        QVERIFY(images.channels == 3 && images.height == 1 && images.width == 1);
        QCOMPARE(batchOf(images)[4], -1.5F);
    }

    /// The sizes of an array do not say which of them are channels, but the user may.
    void readsTheOrderThatIsAskedFor_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QString>("image");
        QTest::addColumn<QList<float>>("first");
        const QList<float> asStored{0, 1, 2, 3, 4, 5};
        const QList<float> transposed{0, 3, 1, 4, 2, 5};
        QTest::newRow("channels first") << "(4, 2, 3)"
                                        << "2x1x3" << transposed;
        QTest::newRow("channels last") << "(4, 2, 3)"
                                       << "3x1x2" << asStored;
        QTest::newRow("one channel") << "(4, 2, 3)"
                                     << "1x2x3" << asStored;
        QTest::newRow("four sizes") << "(4, 2, 1, 3)"
                                    << "2x1x3" << transposed;
    }
    void readsTheOrderThatIsAskedFor()
    {
        QFETCH(QString, shape);
        QFETCH(QString, image);
        QFETCH(QList<float>, first);
        std::vector<float> values(24);
        std::iota(values.begin(), values.end(), 0.0F);
        values.back() = -1; // no pixel
        const Images images =
            loadDataset(arrays("<f4", shape.toStdString(), samples::numbers(values)) + ":image=" + image.toStdString())
                .train;
        QCOMPARE(print(ImageShape{images.channels, images.height, images.width}), image.toStdString());
        const std::vector<float> batch = batchOf(images);
        QCOMPARE(QList<float>(batch.begin(), batch.begin() + 6), first);
    }

    void doesNotResizeFeatures()
    {
        const std::string data = arrays("<f4", "(4, 1, 3)", ramp());
        const QString message = errorMessage([&] { loadDataset(data + ":image=1x2x2"); });
        QVERIFY2(message.contains("features of 1x1x3 cannot be resized to 1x2x2"), qPrintable(message));
    }

    /// Whole numbers above 255 may be images of 16 bits; the advice leads on.
    void asksWhatLargeWholeNumbersAre()
    {
        std::vector<std::uint16_t> numbers = {0, 300, 65535, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        const std::string data = arrays("<u2", "(4, 1, 3)", samples::numbers(numbers));
        const QString message = errorMessage([&] { loadDataset(data); });
        QVERIFY2(message.contains("from 0 to 65535, too large for pixels") && message.contains("array / 65535") &&
                     message.contains("values=features"),
                 qPrintable(message));
        const Images features = loadDataset(data + ":values=features").train;
        QCOMPARE(batchOf(features)[2], 65535.0F);
        QVERIFY(!isSigned(features));
        std::vector<float> fractions;
        for (const std::uint16_t number : numbers)
            fractions.push_back(static_cast<float>(number) / 65535);
        QVERIFY(loadDataset(arrays("<f4", "(4, 1, 3)", samples::numbers(fractions))).train.kind == ValueKind::Pixels);
    }

    void saysWhatFeaturesInTheRangeOfPixelsAre()
    {
        const samples::Bytes small = samples::numbers(std::vector<float>(12, 0.01F));
        QCOMPARE(batchOf(loadDataset(arrays("<f4", "(4, 1, 3)", small) + ":values=features").train)[0], 0.01F);
        const QString message =
            errorMessage([&] { loadDataset(arrays("<f4", "(4, 1, 3)", ramp()) + ":values=pixels"); });
        QVERIFY2(message.contains("pixels are 0 to 1 or 0 to 255"), qPrintable(message));
        const QString unknown = errorMessage([&] { loadDataset(arrays("<f4", "(4, 1, 3)", ramp()) + ":values=some"); });
        QVERIFY2(unknown.contains("it should be pixels or features"), qPrintable(unknown));
    }

    void makesFeatures()
    {
        const Dataset data = loadDataset("synthetic:values=features,height=49,width=10,classes=12,train=60,test=24");
        QCOMPARE(print(ImageShape{data.train.channels, data.train.height, data.train.width}), std::string("1x49x10"));
        const DatasetSummary summary = summarise(data);
        QVERIFY(summary.kind == ValueKind::Features && summary.isSigned);
        QVERIFY(summary.least < -5 && summary.most > 5);
        QCOMPARE(data.augmentation, Augmentation{});
        QCOMPARE(batchOf(data.test), batchOf(loadDataset(data.name).test));
    }

    void doesNotAugmentFeaturesUnlessAsked()
    {
        const std::string data = arrays("<f4", "(4, 8, 8, 3)", samples::numbers(std::vector<float>(768, -2)));
        QCOMPARE(loadDataset(data).augmentation, Augmentation{});
        QCOMPARE(loadDataset(data + ":augment=shift").augmentation, (Augmentation{.shift = 1, .flip = false}));
    }
};

QTEST_APPLESS_MAIN(TestNormalisation)
#include "tst_normalisation.moc"
