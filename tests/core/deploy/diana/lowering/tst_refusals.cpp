// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/refusals.h"

#include "core/base/error.h"
#include "core/platform/left_out.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"

#include <QTest>

#include <functional>

namespace odimo::deploy {

namespace {

using integer::QuantisedNetwork;
using samples::DrawnSplit;

/// conv: 3x3, 8 channels, the first half digital; then addition of itself; then pooled to classes.
network::Network sampleNetwork(network::Convolution conv)
{
    network::Network made("sample", {4, 9, 9});
    const int first = made.add("conv", conv, {0});
    const int sum = made.add("sum", network::Addition{}, {first, first});
    made.add("classes", network::FullyConnected{.outFeatures = 4},
             {made.add("pool", network::GlobalAveragePool{}, {sum})});
    return made;
}

QuantisedNetwork sample(const network::Convolution &conv, DrawnSplit split = DrawnSplit::Interleaved)
{
    return samples::chipIntegers(sampleNetwork(conv), split, samples::chipPlatform());
}

network::Convolution plain() { return samples::chipConvolution(8, 3); }

integer::QuantisedLayer &layerOf(QuantisedNetwork &network, const char *name)
{
    return network.layers[static_cast<std::size_t>(network.network.find(name))];
}

struct Case {
    const char *name;
    std::function<QuantisedNetwork()> network;
    const char *layer;
    const char *rule;
    const char *value;
};

QuantisedNetwork changed(const std::function<void(QuantisedNetwork &)> &change)
{
    QuantisedNetwork made = sample(plain());
    change(made);
    return made;
}

template <typename Change>
QuantisedNetwork withConvolution(const Change &change, DrawnSplit split = DrawnSplit::AllDigital)
{
    network::Convolution conv = plain();
    change(conv);
    return sample(conv, split);
}

std::vector<Case> cases()
{
    return {
        {"even kernel",
         [] {
             return withConvolution([](auto &c) {
                 c.kernel = {4, 3};
                 c.padding = {2, 1, 2, 1};
             });
         },
         "conv", "kernel", "4x3"},
        {"large kernel",
         [] {
             return withConvolution([](auto &c) {
                 c.kernel = {9, 9};
                 c.padding = {4, 4, 4, 4};
             });
         },
         "conv", "kernel", "9x9"},
        {"stride of 3", [] { return withConvolution([](auto &c) {
                                 c.stride = {3, 3};
                             }); }, "conv", "stride", "3x3"},
        {"uneven stride", [] { return withConvolution([](auto &c) {
                                   c.stride = {1, 2};
                               }); }, "conv", "stride", "1x2"},
        {"no padding", [] { return withConvolution([](auto &c) { c.padding = {}; }); }, "conv",
         "padding (top, left, bottom, right)", "0, 0, 0, 0"},
        {"uneven padding",
         [] {
             return withConvolution([](auto &c) {
                 c.padding = {0, 0, 1, 1};
                 c.stride = {2, 2};
             });
         },
         "conv", "padding (top, left, bottom, right)", "0, 0, 1, 1"},
        {"dilation", [] { return withConvolution([](auto &c) {
                              c.dilation = {2, 2};
                          }); }, "conv", "dilation", "2x2"},
        {"groups", [] { return withConvolution([](auto &c) { c.groups = 2; }); }, "conv", "groups", "2"},
        {"two outputs a group", [] { return withConvolution([](auto &c) { c.groups = 4; }); }, "conv", "groups", "4"},
        {"an ideal array", [] { return changed([](auto &n) { layerOf(n, "conv").converters[1].reset(); }); }, "conv",
         "analog array", "with exact sums, an ideal one"},
        {"another converter", [] { return changed([](auto &n) { layerOf(n, "conv").converters[1]->bits = 8; }); },
         "conv", "converter", "8 bits"},
        {"a weight of the array", [] { return changed([](auto &n) { layerOf(n, "conv").weights[36] = 2; }); }, "conv",
         "weights", "2 in channel 1"},
        {"a digital weight", [] { return changed([](auto &n) { layerOf(n, "conv").weights[0] = 300; }); }, "conv",
         "weights", "300 in channel 0"},
        {"two digital shifts", [] { return changed([](auto &n) { layerOf(n, "conv").channels[0].shift = 3; }); },
         "conv", "shift", "3 to 7 on the digital unit"},
        {"two analog shifts", [] { return changed([](auto &n) { layerOf(n, "conv").channels[1].shift = 20; }); },
         "conv", "shift", nullptr},
        {"a negative digital shift",
         [] {
             return changed([](auto &n) {
                 for (std::size_t k = 0; k < 8; k += 2)
                     layerOf(n, "conv").channels[k].shift = -1;
             });
         },
         "conv", "shift", "-1 on the digital unit"},
        {"a multiplier", [] { return changed([](auto &n) { layerOf(n, "conv").channels[1].multiplier = 40000; }); },
         "conv", "multiplier", "40000 of channel 1"},
        {"a digital multiplier", [] { return changed([](auto &n) { layerOf(n, "conv").channels[2].multiplier = 3; }); },
         "conv", "multiplier on the digital unit", "3 of channel 2"},
        {"an addend", [] { return changed([](auto &n) { layerOf(n, "conv").channels[3].addend = -40000; }); }, "conv",
         "addend", "-40000 of channel 3"},
        {"an accumulator", [] { return changed([](auto &n) { layerOf(n, "conv").channels[0].addend = 2147483000; }); },
         "conv", "accumulator", nullptr},
        {"signed input of the array", [] { return changed([](auto &n) { n.ranges[0].least = -128; }); }, "conv",
         "input of the analog unit", "codes from -128 to 127"},
        {"activations", [] { return changed([](auto &n) { n.ranges[1].most = 15; }); }, "conv", "activations",
         "codes from 0 to 15"},
        {"an addition that multiplies", [] { return changed([](auto &n) { n.ranges[2].exponent -= 9; }); }, "sum",
         "shift", nullptr},
        {"weights of 16 channels",
         [] {
             network::Network made("wide", {512, 3, 3});
             made.add("pool", network::GlobalAveragePool{}, {made.add("conv", samples::chipConvolution(4, 3), {0})});
             return samples::chipIntegers(made, DrawnSplit::AllDigital, samples::chipPlatform());
         },
         "conv", "weight memory", "73792 bytes for 16 channels"},
    };
}

} // namespace

class TestRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheChipComputesIsNotRefused()
    {
        for (const int kernel : {1, 3, 5, 7})
            for (const int stride : {1, 2})
                for (const DrawnSplit split :
                     {DrawnSplit::Interleaved, DrawnSplit::AllDigital, DrawnSplit::AllAnalog}) {
                    const auto refusals =
                        refusalsOf(sample(samples::chipConvolution(8, kernel, stride), split), samples::chipPlatform());
                    QVERIFY2(refusals.empty(), refusals.empty() ? "" : toText(refusals.front()).c_str());
                }
        QVERIFY(
            refusalsOf(sample(samples::chipConvolution(4, 3, 1, 4), DrawnSplit::AllDigital), samples::chipPlatform())
                .empty());
    }

    void namesLayerRuleAndValue_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
    }

    void namesLayerRuleAndValue()
    {
        QFETCH(int, index);
        const Case expected = cases()[static_cast<std::size_t>(index)];
        const std::vector<Refusal> refusals = refusalsOf(expected.network(), samples::chipPlatform());
        const auto found = std::ranges::find_if(refusals, [&](const Refusal &refusal) {
            return refusal.layer == expected.layer && refusal.rule == expected.rule;
        });
        std::string all;
        for (const Refusal &refusal : refusals)
            all += toText(refusal) + "\n";
        QVERIFY2(found != refusals.end(), all.c_str());
        if (expected.value)
            QCOMPARE(found->value, std::string(expected.value));
        QVERIFY(!found->limit.empty() && found->remedy.ends_with("."));
        QVERIFY_THROWS_EXCEPTION(Error, lowered(expected.network(), samples::chipPlatform()));
    }

    /// Their constants are those of no job.
    void channelsThatAreLeftOutAreRefused()
    {
        const platform::Platform platform = platform::withNone(samples::chipPlatform());
        integer::QuantisedNetwork network = sample(samples::chipConvolution(8, 3, 1), DrawnSplit::AllDigital);
        QVERIFY(refusalsOf(network, platform).empty());
        network.units.push_back({"none"});
        integer::QuantisedLayer &layer = layerOf(network, "conv");
        layer.converters.emplace_back();
        layer.unitOfChannel[3] = 2;
        const std::vector<Refusal> refusals = refusalsOf(network, platform);
        QCOMPARE(refusals.size(), std::size_t{1});
        QCOMPARE(refusals.front().layer + ' ' + refusals.front().rule + ' ' + refusals.front().value,
                 std::string("conv unit none"));
    }

    /// Every drawn network is computed or refused with a reason, whatever it has.
    void drawnNetworksAreComputedOrRefused()
    {
        int refused = 0;
        for (std::uint64_t seed = 0; seed < 300; ++seed) {
            const samples::DrawnMapped drawn(seed, samples::DrawnArray::Adc);
            const Lowering made =
                lower(integer::integerise(drawn.trained, drawn.mapping, drawn.platform), drawn.platform);
            QCOMPARE(made.program.has_value(), made.refusals.empty());
            refused += made.program ? 0 : 1;
        }
        QVERIFY(refused > 100 && refused < 300);
    }
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestRefusals)
#include "tst_refusals.moc"
