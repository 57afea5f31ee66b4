// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/weight_size.h"
#include "core/mapping/edit/split_change.h"
#include "core/mapping/engines/engines.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const network::Network &structure()
{
    static const network::Network made = network::simplify(network::zooNetwork("mobilenet_v1_darkside:width=0.25"));
    return made;
}

const CostTable &table()
{
    static const CostTable made = makeCostTable(structure(), platform::loadPlatform("darkside"));
    return made;
}

const std::string layerName = "block3.convolution"; // of 32 channels

const LayerTable &block3() { return table().layers[layerNamed(table(), layerName)]; }

Restrictions pinned(const std::vector<std::string> &texts)
{
    Restrictions restrictions;
    for (const std::string &text : texts)
        restrictions.pins.push_back(pinFromText(text, table().platform));
    return restrictions;
}

/// "4*cluster 28*dwe"
QString runsOf(const Mapping &mapping)
{
    QStringList runs;
    for (const Pin &pin : pinsOf(mapping.layers[layerNamed(table(), layerName)])) {
        const int channels = pin.firstChannel ? *pin.lastChannel - *pin.firstChannel + 1 : 32;
        runs << QString("%1*%2").arg(channels).arg(
            QString::fromStdString(table().platform.units[static_cast<std::size_t>(pin.unit)].name));
    }
    return runs.join(' ');
}

} // namespace

/// Darkside: the first channels of a layer on the cluster, the last ones on the depthwise unit.
class TestContiguous : public QObject {
    Q_OBJECT

private slots:
    void pinsTakeTheChannelsBetweenThemAlong()
    {
        const auto units = pinnedUnits(pinned({layerName + "[3]=cluster", layerName + "[30]=dwe"}), block3());
        const auto count = [&](std::optional<int> unit) {
            return std::ranges::count(units, unit);
        };
        QCOMPARE(count(0), 4);
        QCOMPARE(count(1), 2);
        QCOMPARE(count(std::nullopt), 26);
        QCOMPARE(units[3], std::optional(0));
        QCOMPARE(units[30], std::optional(1));
    }

    void namesPinsThatContradictTheOrder()
    {
        checkRestrictions(pinned({layerName + "[0-3]=cluster", layerName + "[4-31]=dwe"}), table());
        QCOMPARE(
            errorMessage([] {
                checkRestrictions(pinned({layerName + "[2]=dwe", layerName + "[4-7]=cluster"}), table());
            }),
            "the pins block3.convolution[4-7]=cluster and block3.convolution[2]=dwe contradict the platform "
            "darkside: the channels of a layer on the unit cluster come before those on dwe; pin the first channels "
            "to cluster and the last ones to dwe");
    }

    void aMappingMustBeInRuns()
    {
        Mapping mapping = uniformMapping(table(), 0);
        LayerMapping &layer = mapping.layers[layerNamed(table(), layerName)];
        std::fill(layer.unitOfChannel.begin() + 4, layer.unitOfChannel.end(), 1);
        checkMapping(mapping, structure(), table().platform);
        layer.unitOfChannel[9] = 0;
        QCOMPARE(
            errorMessage([&] { checkMapping(mapping, structure(), table().platform); }),
            "the mapping puts channel 9 of the layer block3.convolution on the unit cluster, behind one on dwe; on "
            "the platform darkside those on cluster come first");
    }

    void editsMoveTheBorder()
    {
        Random random(1);
        const Sensitivity sensitivity = samples::randomSensitivity(table(), random);
        const EditBasis basis{.table = table(), .sensitivity = &sensitivity};
        Mapping mapping = withSplit(uniformMapping(table(), 1), basis, {layerName, 0, 4});
        QCOMPARE(runsOf(mapping), "4*cluster 28*dwe");
        mapping = withSplit(mapping, basis, {layerName, 1, 20});
        QCOMPARE(runsOf(mapping), "12*cluster 20*dwe");
        checkMapping(mapping, structure(), table().platform);
    }

    void allThatIsProposedIsInRuns()
    {
        Random random(2);
        const Sensitivity sensitivity = samples::randomSensitivity(table(), random);
        const Restrictions restrictions = pinned({layerName + "[5]=cluster"});
        for (const Baseline &baseline : baselines(table()))
            checkMapping(baseline.mapping, structure(), table().platform);
        const std::vector<LayerChoices> layers = layerChoices(table(), sensitivity, restrictions);
        for (const PredictedPoint &point : exactFront(layers, Criteria::Latency)) {
            const Mapping mapping = mappingOf(layers, point);
            checkMapping(mapping, structure(), table().platform);
            QVERIFY(keepsTo(restrictions, table(), mapping));
            QVERIFY(std::abs(penaltyOf(sensitivity, mapping) - point.penalty) <= 1e-12);
        }
    }

    /// A channel that is computed depthwise does without the weights on all other inputs.
    void theRuleOfWeightsCountsThoseGivenUp()
    {
        const std::size_t layer = layerNamed(table(), layerName);
        double all = 0;
        for (const LayerTable &each : table().layers) {
            const platform::LayerGeometry &shape = each.layer.geometry;
            all += double(shape.outChannels) * shape.inChannels / shape.groups * shape.kernelX * shape.kernelY;
        }
        const Sensitivity sensitivity = weightCountSensitivity(table());
        QVERIFY(samples::near(sensitivity.layers[layer].penalty[1][7], 9 * 31 / all, 1e-12));
        QCOMPARE(sensitivity.layers[layer].penalty[0][7], 0);
        Mapping mapping = uniformMapping(table(), 0);
        const double before = weightBytes(table(), mapping);
        mapping.layers[layer].unitOfChannel.back() = 1;
        QCOMPARE(weightBytes(table(), mapping), before - 9 * 31);
    }
};

QTEST_APPLESS_MAIN(TestContiguous)
#include "tst_contiguous.moc"
