// SPDX-License-Identifier: Apache-2.0
// What channels cost that are left out: nothing, and the others what they cost in a narrower layer.
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/weight_size.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::mapping;

namespace {

constexpr int digital = 0;
constexpr int none = 2;

CostTable tableOf(const std::string &network, const std::string &platform)
{
    return makeCostTable(network::simplify(network::zooNetwork(network)), platform::loadPlatform(platform));
}

} // namespace

class TestLeftOut : public QObject {
    Q_OBJECT

private slots:
    void theOthersCostWhatTheyDoAlone()
    {
        const platform::Platform plain = platform::loadPlatform("diana"), with = platform::loadPlatform("diana+none");
        platform::LayerGeometry shape{.name = "x", .inChannels = 40, .outChannels = 36, .kernelX = 3, .kernelY = 3};
        shape.outX = shape.outY = 10;
        const LayerTable whole = makeLayerTable(samples::layer(shape), with);
        for (int first = 0; first <= shape.outChannels; ++first)
            for (int second = 0; first + second <= shape.outChannels; ++second) {
                platform::LayerGeometry narrow = shape;
                narrow.outChannels = first + second;
                const LayerCost cost =
                    costOfLayer(whole, with, std::vector{first, second, shape.outChannels - first - second});
                const LayerTable layer = makeLayerTable(samples::layer(narrow), plain);
                const LayerCost alone = costOfLayer(layer, plain, std::vector{first, second});
                QCOMPARE(cost.latency_cycles, alone.latency_cycles);
                QCOMPARE(cost.energy_uJ, alone.energy_uJ);
            }
    }

    void baselinesComputeAllChannels()
    {
        const CostTable plain = tableOf("resnet8", "diana"), with = tableOf("resnet8", "diana+none");
        const std::vector<Baseline> expected = baselines(plain), found = baselines(with);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].name, expected[i].name);
            QVERIFY(found[i].mapping == expected[i].mapping);
        }
    }

    /// Units of one datapath are looked at in another way.
    void soDoThoseOfUnitsInTurn()
    {
        const CostTable plain = tableOf("resnet8", "mpic"), with = tableOf("resnet8", "mpic+none");
        for (const Objective objective : {Objective::Latency, Objective::Energy})
            QVERIFY(cheapestMapping(with, objective) == cheapestMapping(plain, objective));
    }

    void channelsLeftOutHaveNoWeights()
    {
        const CostTable table = tableOf("resnet8", "diana+none");
        Mapping mapping = uniformMapping(table, digital);
        const double before = weightBytes(table, mapping);
        mapping.layers[1].unitOfChannel[3] = none; // 16 inputs of 3 x 3 weights
        QCOMPARE(weightBytes(table, mapping), before - 144);
    }

    void aLayerThatNobodyComputesIsAnError()
    {
        std::string text = platform::loadPlatform("gap8+none").json;
        const std::string name = "\"grouped_convolution\",";
        text.erase(text.find(name), name.size());
        const platform::Platform platform = platform::platformFromText(text, "mine.json");
        const QString message =
            errorMessage([&] { makeCostTable(network::simplify(network::zooNetwork("ds_cnn")), platform); });
        QVERIFY2(message.contains("cannot run the layer"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestLeftOut)
#include "tst_left_out.moc"
