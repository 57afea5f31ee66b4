// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/resize.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_images.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace odimo;
using namespace odimo::data;

namespace {

/// The definition in real numbers: each new pixel is the mean of the old ones, weighted by a triangle around it.
std::vector<double> byDefinition(const std::vector<std::uint8_t> &line, int to)
{
    const double step = static_cast<double>(line.size()) / to;
    const double radius = std::max(step, 1.0);
    std::vector<double> result;
    for (int at = 0; at < to; ++at) {
        double sum = 0;
        double weights = 0;
        for (std::size_t pixel = 0; pixel < line.size(); ++pixel) {
            const double distance = std::abs(static_cast<double>(pixel) + 0.5 - (at + 0.5) * step);
            const double weight = std::max(0.0, 1 - distance / radius);
            sum += weight * line[pixel];
            weights += weight;
        }
        result.push_back(sum / weights);
    }
    return result;
}

} // namespace

class TestResize : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDefinition_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("half") << 32 << 16;
        QTest::newRow("double") << 16 << 32;
        QTest::newRow("odd ratio down") << 37 << 11;
        QTest::newRow("odd ratio up") << 11 << 37;
        QTest::newRow("one pixel from many") << 64 << 1;
        QTest::newRow("many from one pixel") << 1 << 9;
    }
    void agreesWithTheDefinition()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        const Image row = samples::uneven({1, 1, from});
        const Image column{{1, from, 1}, row.pixels};
        const std::vector<double> expected = byDefinition(row.pixels, to);
        const Image wide = resized(row, {1, 1, to});
        QCOMPARE(wide.pixels.size(), expected.size());
        QCOMPARE(resized(column, {1, to, 1}).pixels, wide.pixels);
        for (std::size_t at = 0; at < expected.size(); ++at)
            QVERIFY(std::abs(wide.pixels[at] - expected[at]) < 0.5 + 1e-4); // rounded to a byte
    }

    /// A pattern finer than the new pixels becomes their mean, not one of its own.
    void doesNotAlias()
    {
        Image stripes = samples::filled({1, 64, 64}, 0);
        for (std::size_t at = 0; at < stripes.pixels.size(); at += 2)
            stripes.pixels[at] = 255;
        for (const std::uint8_t pixel : resized(stripes, {1, 8, 8}).pixels)
            QVERIFY2(std::abs(pixel - 127.5) < 8, qPrintable(QString::number(pixel)));
    }

    void keepsAFilledImageFilled()
    {
        for (const int value : {0, 1, 128, 255}) {
            const Image image = resized(samples::filled({3, 17, 23}, static_cast<std::uint8_t>(value)), {3, 40, 5});
            QVERIFY(std::ranges::all_of(image.pixels, [&](std::uint8_t pixel) { return pixel == value; }));
        }
    }

    void keepsChannelsApart()
    {
        Image image = samples::filled({3, 4, 4}, 0);
        for (std::size_t at = 0; at < image.pixels.size(); ++at)
            image.pixels[at] = static_cast<std::uint8_t>(at % 3 * 100);
        const Image small = resized(image, {3, 2, 3});
        for (std::size_t at = 0; at < small.pixels.size(); ++at)
            QCOMPARE(static_cast<int>(small.pixels[at]), static_cast<int>(at % 3 * 100));
    }

    void leavesAnImageOfThatShapeAsItIs()
    {
        const Image image = samples::uneven({3, 9, 7});
        QCOMPARE(resized(image, image.shape).pixels, image.pixels);
    }

    void changesBetweenGreyAndColour()
    {
        const Image grey{{1, 1, 2}, {7, 200}};
        QCOMPARE(resized(grey, {3, 1, 2}).pixels, (samples::Bytes{7, 7, 7, 200, 200, 200}));
        // The luma of ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B.
        const Image colour{{3, 1, 4}, {255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90}};
        QCOMPARE(resized(colour, {1, 1, 4}).pixels, (samples::Bytes{76, 150, 29, 90}));
    }

    void refusesOtherChangesOfChannels()
    {
        const QString message = errorMessage([] { resized(samples::filled({3, 2, 2}, 1), {4, 2, 2}); });
        QVERIFY2(message.contains("images of 3 channels cannot become images of 4"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestResize)
#include "tst_resize.moc"
