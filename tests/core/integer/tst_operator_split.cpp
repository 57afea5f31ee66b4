// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/integer/executor.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::integer;

namespace {

constexpr int channels = 24, side = 7, kernel = 9;
constexpr CodeRange codes{.exponent = 0, .least = 0, .most = 255};

network::Convolution convolution(int outChannels, int groups, int stride)
{
    return {.outChannels = outChannels,
            .kernel = {3, 3},
            .stride = {stride, stride},
            .padding = {1, 1, 1, 1},
            .groups = groups,
            .bias = true};
}

/// A network of one layer, whose first channels are of the first unit.
QuantisedNetwork single(const network::Convolution &op, std::vector<std::int16_t> weights,
                        std::vector<Requantisation> requantisations, int ofFirstUnit)
{
    QuantisedNetwork made{.network = network::Network("single", {channels, side, side}),
                          .units = {{.name = "cluster"}, {.name = "dwe"}},
                          .ranges = {codes, codes},
                          .layers = {}};
    made.network.add("conv", op, {0});
    std::vector<int> units(requantisations.size(), 1);
    std::fill_n(units.begin(), ofFirstUnit, 0);
    made.layers = {{},
                   {.weights = std::move(weights),
                    .channels = std::move(requantisations),
                    .unitOfChannel = std::move(units),
                    .converters = {std::nullopt, std::nullopt}}};
    return made;
}

std::vector<std::int16_t> drawn(std::size_t count, Random &random)
{
    std::vector<std::int16_t> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(static_cast<std::int16_t>(random.below(255) - 127));
    return values;
}

} // namespace

class TestOperatorSplit : public QObject {
    Q_OBJECT

private slots:
    /// What Darkside's units compute side by side is one convolution whose last channels have diagonal weights.
    void aSplitByOperatorIsOneConvolution_data()
    {
        QTest::addColumn<int>("stride");
        QTest::newRow("stride 1") << 1;
        QTest::newRow("stride 2") << 2;
    }
    void aSplitByOperatorIsOneConvolution()
    {
        QFETCH(int, stride);
        Random random(static_cast<std::uint64_t>(stride));
        for (int mapping = 0; mapping < 10; ++mapping) {
            const int standard = random.below(channels + 1);
            const std::vector<std::int16_t> full = drawn(std::size_t{channels} * channels * kernel, random);
            const std::vector<std::int16_t> depthwise = drawn(std::size_t{channels} * kernel, random);
            std::vector<Requantisation> requantisations;
            for (int channel = 0; channel < channels; ++channel)
                requantisations.push_back({.multiplier = 1 + random.below(127),
                                           .addend = random.below(1 << 16),
                                           .shift = channel < standard ? 16 : 12});
            std::vector<std::int16_t> embedded(full.begin(),
                                               full.begin() + std::ptrdiff_t{standard} * channels * kernel);
            for (int channel = standard; channel < channels; ++channel)
                for (int input = 0; input < channels; ++input)
                    for (int position = 0; position < kernel; ++position)
                        embedded.push_back(input == channel
                                               ? depthwise[static_cast<std::size_t>(channel * kernel + position)]
                                               : std::int16_t{0});
            CodeTensor image{.shape = {channels, side, side}, .codes = {}};
            for (int i = 0; i < channels * side * side; ++i)
                image.codes.push_back(static_cast<std::int16_t>(random.below(256)));

            const std::vector<std::int16_t> whole =
                execute(single(convolution(channels, 1, stride), embedded, requantisations, standard), image)
                    .back()
                    .codes;
            const std::vector<std::int16_t> depthwiseCodes =
                execute(single(convolution(channels, channels, stride), depthwise, requantisations, 0), image)
                    .back()
                    .codes;
            std::vector<std::int16_t> split;
            if (standard > 0)
                split = execute(single(convolution(standard, 1, stride),
                                       {full.begin(), full.begin() + std::ptrdiff_t{standard} * channels * kernel},
                                       {requantisations.begin(), requantisations.begin() + standard}, standard),
                                image)
                            .back()
                            .codes;
            split.insert(split.end(), depthwiseCodes.begin() + static_cast<std::ptrdiff_t>(split.size()),
                         depthwiseCodes.end());
            QCOMPARE(split, whole);
            QVERIFY(std::ranges::count(whole, 0) < static_cast<std::ptrdiff_t>(whole.size()) * 9 / 10);
        }
    }
};

QTEST_APPLESS_MAIN(TestOperatorSplit)
#include "tst_operator_split.moc"
