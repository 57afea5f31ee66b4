// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/image_file.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_images.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>

using namespace odimo;
using namespace odimo::data;

namespace {

/// The header of a PNG with these sides, and nothing of the image.
samples::Bytes lyingPng(std::uint32_t width, std::uint32_t height)
{
    samples::Bytes bytes = samples::png(samples::filled({3, 2, 2}, 1));
    for (int byte = 0; byte < 4; ++byte) {
        bytes[16 + byte] = static_cast<std::uint8_t>(width >> (24 - 8 * byte));
        bytes[20 + byte] = static_cast<std::uint8_t>(height >> (24 - 8 * byte));
    }
    const uLong sum = crc32(crc32(0, nullptr, 0), bytes.data() + 12, 17);
    for (int byte = 0; byte < 4; ++byte)
        bytes[29 + byte] = static_cast<std::uint8_t>(sum >> (24 - 8 * byte));
    return bytes;
}

/// A JPEG whose frame header says it has these sides.
samples::Bytes lyingJpeg(std::uint16_t width, std::uint16_t height)
{
    samples::Bytes bytes = samples::jpeg(samples::filled({3, 8, 8}, 1));
    for (std::size_t at = 2; at + 9 < bytes.size(); ++at)
        if (bytes[at] == 0xFF && bytes[at + 1] == 0xC0) {
            bytes[at + 5] = static_cast<std::uint8_t>(height >> 8);
            bytes[at + 6] = static_cast<std::uint8_t>(height);
            bytes[at + 7] = static_cast<std::uint8_t>(width >> 8);
            bytes[at + 8] = static_cast<std::uint8_t>(width);
            break;
        }
    return bytes;
}

int largestDifference(const Image &left, const Image &right)
{
    int largest = 0;
    for (std::size_t at = 0; at < left.pixels.size(); ++at)
        largest = std::max(largest, std::abs(left.pixels[at] - right.pixels[at]));
    return largest;
}

} // namespace

class TestImageFile : public QObject {
    Q_OBJECT

private slots:
    void readsPngExactly()
    {
        for (const int channels : {1, 3}) {
            const Image image = samples::uneven({channels, 5, 7});
            const Image read = decodeImage(samples::png(image));
            QVERIFY(read.shape == image.shape);
            QCOMPARE(read.pixels, image.pixels);
            QVERIFY(imageShape(samples::png(image)) == image.shape);
        }
    }

    void dropsTransparency()
    {
        const std::array<std::uint8_t, 8> colour = {10, 20, 30, 255, 40, 50, 60, 0};
        QCOMPARE(decodeImage(samples::pngOf(2, 1, PNG_FORMAT_RGBA, colour.data())).pixels,
                 (samples::Bytes{10, 20, 30, 40, 50, 60}));
        const std::array<std::uint8_t, 4> grey = {10, 255, 40, 0};
        QCOMPARE(decodeImage(samples::pngOf(2, 1, PNG_FORMAT_GA, grey.data())).pixels, (samples::Bytes{10, 40}));
    }

    void makesEightBitsOfSixteen()
    {
        const std::array<std::uint16_t, 2> linear = {0, 65535};
        const Image image = decodeImage(samples::pngOf(2, 1, PNG_FORMAT_LINEAR_Y, linear.data()));
        QCOMPARE(image.pixels, (samples::Bytes{0, 255}));
    }

    void readsJpeg()
    {
        for (const int channels : {1, 3})
            for (const samples::JpegKind kind : {samples::JpegKind::Baseline, samples::JpegKind::Progressive}) {
                const Image image = samples::filled({channels, 20, 30}, 100);
                const Image read = decodeImage(samples::jpeg(image, kind));
                QVERIFY(read.shape == image.shape);
                QVERIFY(largestDifference(read, image) <= 1); // colour is rounded on its way through YCbCr
            }
    }

    void goesByTheContentNotByTheName()
    {
        QVERIFY(isImageName("train/cat/1.JPEG"));
        QVERIFY(isImageName("1.png"));
        QVERIFY(!isImageName("val/val_annotations.txt"));
        QVERIFY(!isImageName("images.png/readme"));
    }

    void refusesWhatIsNoImage_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *tag, const samples::Bytes &bytes, const char *reason) {
            QTest::newRow(tag) << QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()))
                               << reason;
        };
        const samples::Bytes png = samples::png(samples::uneven({3, 40, 40}));
        const samples::Bytes jpeg = samples::jpeg(samples::uneven({3, 40, 40}));
        const auto half = [](const samples::Bytes &bytes) {
            return samples::Bytes(bytes.begin(), bytes.begin() + static_cast<long>(bytes.size() / 2));
        };
        row("empty", {}, "is empty");
        row("text", samples::bytesOf("<html>404 not found</html>\n"), "is a text file, no image");
        row("GIF", samples::bytesOf("GIF89a\1\1"), "is a GIF image; JPEG and PNG can be read");
        row("something else", {0, 1, 2, 3}, "is neither a JPEG nor a PNG image");
        row("truncated PNG", half(png), "is a damaged PNG image");
        row("PNG that ends in its header", {png.begin(), png.begin() + 20}, "is truncated");
        row("truncated JPEG", half(jpeg), "is a damaged JPEG image");
        row("JPEG without its end", {jpeg.begin(), jpeg.end() - 2}, "is a damaged JPEG image");
        row("JPEG that ends in its header", {jpeg.begin(), jpeg.begin() + 10}, "is a damaged JPEG image");
        row("CMYK", samples::jpeg(samples::filled({4, 8, 8}, 9)), "of 4 channels (CMYK has four); save it as RGB");
        row("PNG too wide", lyingPng(20'000, 10), "says it is 20000 x 10 pixels");
        row("PNG too large", lyingPng(16'000, 16'000), "100 million in all");
        row("PNG of nothing", lyingPng(0, 5), "says it is 0 x 5 pixels");
        row("PNG that claims more than it has", lyingPng(9000, 9000), "bytes cannot hold");
        row("JPEG too wide", lyingJpeg(60'000, 10), "says it is 60000 x 10 pixels");
        row("JPEG that claims more than it has", lyingJpeg(9000, 9000), "bytes cannot hold");
    }
    void refusesWhatIsNoImage()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const samples::Bytes bytes(content.begin(), content.end());
        const QString message = errorMessage([&] { decodeImage(bytes); });
        QVERIFY2(message.contains(reason), qPrintable(message));
    }

    void refusesFlippedBitsOrReadsAnImage()
    {
        for (const samples::Bytes &whole :
             {samples::png(samples::uneven({3, 16, 16})), samples::jpeg(samples::uneven({3, 16, 16}))})
            for (std::size_t at = 0; at < whole.size(); ++at) {
                samples::Bytes bytes = whole;
                bytes[at] ^= 0x10;
                try {
                    const Image image = decodeImage(bytes);
                    QCOMPARE(image.pixels.size(),
                             std::size_t{1} * image.shape.channels * image.shape.height * image.shape.width);
                } catch (const Error &error) {
                    QVERIFY(error.kind() == ErrorKind::BadInput);
                }
            }
    }
};

QTEST_APPLESS_MAIN(TestImageFile)
#include "tst_image_file.moc"
