// SPDX-License-Identifier: Apache-2.0
// Approximate multipliers (docs/approximate-multipliers.md) against their arithmetic.
#include "core/base/random.h"
#include "core/integer/executor.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace odimo;
using namespace odimo::integer;

namespace {

constexpr int mostDropped = 3;
constexpr CodeRange activations{.exponent = 0, .least = 0, .most = 255};

/// A 1x1 convolution of `inputs` channels on a map of this size, all of its outputs on the unit that drops so many
/// bits.
QuantisedNetwork single(const network::Shape &input, std::vector<std::int16_t> weights,
                        std::vector<Requantisation> requantisations, int dropped, CodeRange range)
{
    const auto outputs = static_cast<int>(requantisations.size());
    QuantisedNetwork made{
        .network = network::Network("single", input), .units = {}, .ranges = {activations, range}, .layers = {}};
    for (int bits = 0; bits <= mostDropped; ++bits)
        made.units.push_back({"drop" + std::to_string(bits), bits});
    made.network.add("conv", network::Convolution{.outChannels = outputs, .kernel = {1, 1}, .bias = true}, {0});
    made.layers = {{},
                   {.weights = std::move(weights),
                    .channels = std::move(requantisations),
                    .unitOfChannel = std::vector<int>(static_cast<std::size_t>(outputs), dropped),
                    .converters = std::vector<std::optional<Converter>>(made.units.size())}};
    return made;
}

/// What the multiplier computes in place of weight * activation; the error of all its products has one sign.
int positive(int weight, int activation, int mask) { return weight * (activation & ~mask); }
int negative(int weight, int activation, int mask) { return weight * (activation | mask); }

} // namespace

class TestDroppedBits : public QObject {
    Q_OBJECT

private slots:
    /// All 65,536 products of a signed weight and an unsigned activation, in each mode.
    void productsAreThoseOfTheMultiplier_data()
    {
        QTest::addColumn<int>("dropped");
        for (int bits = 0; bits <= mostDropped; ++bits)
            QTest::addRow("%d bits", bits) << bits;
    }
    void productsAreThoseOfTheMultiplier()
    {
        QFETCH(int, dropped);
        const int mask = (1 << dropped) - 1;
        std::vector<std::int16_t> weights(256);
        std::iota(weights.begin(), weights.end(), std::int16_t{-128});
        CodeTensor input{.shape = {1, 16, 16}, .codes = std::vector<std::int16_t>(256)};
        std::iota(input.codes.begin(), input.codes.end(), std::int16_t{0});
        const CodeRange wide{.exponent = 0, .least = -32768, .most = 32767};
        const QuantisedNetwork network = single(input.shape, weights, std::vector<Requantisation>(256), dropped, wide);
        const std::vector<std::int16_t> made = execute(network, input).back().codes;
        for (std::size_t w = 0; w < weights.size(); ++w)
            for (int activation = 0; activation < 256; ++activation) {
                const int product = made[w * 256 + static_cast<std::size_t>(activation)] * (1 << dropped);
                QCOMPARE(product, positive(weights[w], activation, mask));
                QCOMPARE(product + mask * weights[w], negative(weights[w], activation, mask));
            }
    }

    /// Whatever weights of a filter are multiplied in the negative mode: they move its sum by a constant, which the
    /// addend holds without a loss.
    void modesOfWeightsAreABias()
    {
        constexpr int inputs = 60, filters = 40, shift = 7;
        Random random(5);
        for (int dropped = 0; dropped <= mostDropped; ++dropped) {
            const int mask = (1 << dropped) - 1;
            std::vector<std::int16_t> weights, codes;
            std::vector<bool> isNegative;
            for (int i = 0; i < inputs * filters; ++i) {
                weights.push_back(static_cast<std::int16_t>(random.below(255) - 127));
                isNegative.push_back(random.below(2) == 1);
            }
            for (int i = 0; i < inputs; ++i)
                codes.push_back(static_cast<std::int16_t>(random.below(256)));
            std::vector<Requantisation> requantisations;
            std::vector<int> expected;
            for (int filter = 0; filter < filters; ++filter) {
                const int bias = random.below(1 << 16);
                int sum = bias, moved = bias;
                for (int i = 0; i < inputs; ++i) {
                    const auto at = static_cast<std::size_t>(filter * inputs + i);
                    const int weight = weights[at], code = codes[static_cast<std::size_t>(i)];
                    sum += isNegative[at] ? negative(weight, code, mask) : positive(weight, code, mask);
                    moved += isNegative[at] ? mask * weight : 0;
                }
                requantisations.push_back({.multiplier = 1, .addend = moved >> dropped, .shift = shift - dropped});
                expected.push_back(std::clamp(sum >> shift, -1000, 1000));
            }
            const CodeRange range{.exponent = 0, .least = -1000, .most = 1000};
            const QuantisedNetwork network = single({inputs, 1, 1}, weights, requantisations, dropped, range);
            const std::vector<std::int16_t> made =
                execute(network, {.shape = {inputs, 1, 1}, .codes = codes}).back().codes;
            QCOMPARE(std::vector<int>(made.begin(), made.end()), expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestDroppedBits)
#include "tst_dropped_bits.moc"
