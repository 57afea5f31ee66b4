// SPDX-License-Identifier: Apache-2.0
#include "core/data/sampling.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace odimo::data;

namespace {

/// `count` images of 3x4 pixels and two channels, all pixels distinct and none of them zero.
Images sampleImages(int count)
{
    Images images{.channels = 2, .height = 3, .width = 4, .pixels = {}, .labels = {}};
    std::vector<std::uint8_t> pixels;
    for (int index = 0; index < count; ++index) {
        for (std::size_t at = 0; at < images.imageBytes(); ++at)
            pixels.push_back(static_cast<std::uint8_t>(1 + at + 24 * static_cast<std::size_t>(index)));
        images.labels.push_back(0);
    }
    images.pixels = std::move(pixels);
    return images;
}

std::vector<float> batchOf(const Images &images, const std::vector<int> &indices, const Augmentation &augmentation,
                           std::uint64_t seed = 1)
{
    std::vector<float> batch(indices.size() * images.imageBytes(), -1.0F);
    fillBatch(images, indices, augmentation, seed, batch);
    return batch;
}

/// The definition, pixel by pixel: shifted by (alongX, alongY) with zero padding, then mirrored.
std::vector<float> changed(const Images &images, int alongX, int alongY, bool mirrored)
{
    std::vector<float> result;
    for (int y = 0; y < images.height; ++y)
        for (int x = 0; x < images.width; ++x)
            for (int channel = 0; channel < images.channels; ++channel) {
                const int fromX = (mirrored ? images.width - 1 - x : x) + alongX;
                const int fromY = y + alongY;
                const bool inside = fromX >= 0 && fromX < images.width && fromY >= 0 && fromY < images.height;
                const int at = (fromY * images.width + fromX) * images.channels + channel;
                result.push_back(inside ? images.image(0)[at] * (1.0F / 255.0F) : 0.0F);
            }
    return result;
}

} // namespace

class TestFillBatch : public QObject {
    Q_OBJECT

private slots:
    void planesAreTheChannelsOneAfterTheOther()
    {
        const Images images{
            .channels = 3, .height = 1, .width = 2, .pixels = {255, 51, 0, 102, 153, 204}, .labels = {0}};
        std::vector<float> expected;
        for (const int pixel : {255, 102, 51, 153, 0, 204})
            expected.push_back(static_cast<float>(pixel) * (1.0F / 255.0F));
        QCOMPARE(planesOf(images, 0), expected);
    }

    void scalesBytesToOne()
    {
        const Images images{.channels = 1, .height = 1, .width = 3, .pixels = {0, 51, 255}, .labels = {0}};
        const auto batch = batchOf(images, {0}, {});
        QVERIFY(batch[0] == 0.0F);
        QVERIFY(batch[1] == 51 * (1.0F / 255.0F));
        QVERIFY(batch[2] == 1.0F);
    }

    void takesImagesInTheOrderOfTheIndices()
    {
        const Images images = sampleImages(3);
        const auto batch = batchOf(images, {2, 0, 2}, {});
        QCOMPARE(batch.size(), std::size_t{3 * 24});
        QVERIFY(batch[0] == 49 * (1.0F / 255.0F));
        QVERIFY(batch[24] == 1 * (1.0F / 255.0F));
        QVERIFY(batch[48] == batch[0]);
    }

    /// Every image of a batch is one of the changes the definition allows, and with many seeds each of them occurs.
    void appliesExactlyTheAllowedChanges_data()
    {
        QTest::addColumn<int>("shift");
        QTest::addColumn<bool>("flip");
        QTest::newRow("flip") << 0 << true;
        QTest::newRow("shift") << 1 << false;
        QTest::newRow("shift and flip") << 2 << true;
        QTest::newRow("shift beyond the image") << 5 << false;
    }
    void appliesExactlyTheAllowedChanges()
    {
        QFETCH(int, shift);
        QFETCH(bool, flip);
        const Images images = sampleImages(1);
        std::set<std::vector<float>> allowed;
        for (int alongX = -shift; alongX <= shift; ++alongX)
            for (int alongY = -shift; alongY <= shift; ++alongY)
                for (const bool mirrored : {false, flip})
                    allowed.insert(changed(images, alongX, alongY, mirrored));

        std::set<std::vector<float>> seen;
        for (std::uint64_t seed = 0; seed < 2000;
             ++seed) // each of at most 121 changes is missed with probability below 1e-7
            seen.insert(batchOf(images, {0}, {.shift = shift, .flip = flip}, seed));

        QCOMPARE(seen.size(), allowed.size());
        QVERIFY(seen == allowed);
    }

    void changesDependOnSeedAndImageNotOnThePlaceInTheBatch()
    {
        const Images images = sampleImages(8);
        const Augmentation augmentation{.shift = 1, .flip = true};
        const auto together = batchOf(images, {0, 1, 2, 3, 4, 5, 6, 7}, augmentation);
        const auto alone = batchOf(images, {5}, augmentation);
        QVERIFY(std::ranges::equal(alone, std::span(together).subspan(5 * 24, 24)));
        QVERIFY(batchOf(images, {0, 1, 2, 3, 4, 5, 6, 7}, augmentation, 2) != together);
    }
};

QTEST_APPLESS_MAIN(TestFillBatch)
#include "tst_fill_batch.moc"
