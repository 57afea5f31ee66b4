// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/integer_evaluation.h"
#include "core/integer/integerise.h"
#include "core/network/zoo.h"
#include "tests/core/integer/drawn_quantisation.h"

#include <QTest>

#include <cmath>

namespace odimo::host {

namespace {

/// A network for the images, which are 4x4 pixels of two channels.
integer::QuantisedNetwork network()
{
    network::Network made("net", {2, 4, 4});
    made.add("conv", network::Convolution{.outChannels = 3, .kernel = {4, 4}, .bias = true}, {0});
    const samples::DrawnMapped drawn(samples::drawnModelOf(std::move(made), 5), 5,
                                     samples::drawnPlatform(samples::DrawnArray::Ideal));
    return integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
}

constexpr std::uint8_t pixelAt(int image, int row, int column, int channel)
{
    return static_cast<std::uint8_t>((image * 83 + row * 57 + column * 11 + channel * 101) % 256);
}

data::Images images(int count)
{
    data::Images made{.channels = 2, .height = 4, .width = 4, .pixels = {}, .labels = {}};
    std::vector<std::uint8_t> pixels;
    for (int image = 0; image < count; ++image) {
        made.labels.push_back(image % 3);
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 4; ++column)
                for (int channel = 0; channel < 2; ++channel)
                    pixels.push_back(pixelAt(image, row, column, channel));
    }
    made.pixels = data::Pixels(std::move(pixels));
    return made;
}

} // namespace

class TestIntegerEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codesComeChannelByChannel()
    {
        const integer::CodeTensor codes = imageCodes(network(), images(2), 1);
        QVERIFY((codes.shape == network::Shape{2, 4, 4}));
        auto code = codes.codes.begin();
        for (int channel = 0; channel < 2; ++channel)
            for (int row = 0; row < 4; ++row)
                for (int column = 0; column < 4; ++column)
                    QCOMPARE(int{*code++}, std::min(127, static_cast<int>(std::floor(
                                                             pixelAt(1, row, column, channel) * 128.0 / 255 + 0.5))));
    }

    void normalisedPixelsAreThoseOfTraining()
    {
        integer::QuantisedNetwork ofSigned = network();
        ofSigned.ranges.front() = {.exponent = -6, .least = -128, .most = 127};
        data::Images normalised = images(1);
        normalised.normalisation = {{0.5, 0.25}, {0.25, 0.5}};
        const integer::CodeTensor codes = imageCodes(ofSigned, normalised, 0);
        const double pixel = pixelAt(0, 0, 1, 1) / 255.0;
        QCOMPARE(int{codes.codes[16 + 1]}, static_cast<int>(std::floor((pixel - 0.25) / 0.5 * 64 + 0.5)));
    }

    void scoreIsThatOfTheLogits()
    {
        const integer::QuantisedNetwork quantised = network();
        const data::Images all = images(40);
        const IntegerEvaluation made = evaluateIntegers(quantised, all, "test", 3);
        QCOMPARE(made.logits.size(), 120U);
        int correct = 0;
        double loss = 0;
        for (int image = 0; image < all.count(); ++image) {
            const integer::CodeTensor last = integer::execute(quantised, imageCodes(quantised, all, image)).back();
            const int label = all.labels[static_cast<std::size_t>(image)];
            std::vector<double> values;
            double sum = 0;
            for (const std::int16_t code : last.codes) {
                QCOMPARE(made.logits[static_cast<std::size_t>(image) * 3 + values.size()],
                         static_cast<float>(std::ldexp(code, quantised.ranges.back().exponent)));
                values.push_back(std::ldexp(code, quantised.ranges.back().exponent));
                sum += std::exp(values.back());
            }
            correct += std::ranges::max_element(values) - values.begin() == label;
            loss -= std::log(std::exp(values[static_cast<std::size_t>(label)]) / sum) / all.count();
        }
        QCOMPARE(made.measured.correct, correct);
        QCOMPARE(made.measured.total, 40);
        QVERIFY(correct > 0 && correct < 40);
        QVERIFY(std::abs(made.measured.loss - loss) < 1e-9);
        QCOMPARE(made.measured.numerics, "integer");
        QCOMPARE(made.measured.split, "test");
    }
};

} // namespace odimo::host

QTEST_APPLESS_MAIN(odimo::host::TestIntegerEvaluation)
#include "tst_integer_evaluation.moc"
