// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/branch_tensors.h"
#include "core/mapping/channel_order.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/branch.h"
#include "tests/core/network/reference_forward.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace odimo;
using namespace odimo::mapping;

namespace {

struct Sample {
    platform::Platform platform;
    network::Model model;
    CostTable table;
    network::ChannelGroups groups;
    Sensitivity sensitivity = {};

    Sample(const std::string &platformName, const std::string &networkName, Random &random)
        : platform(platform::loadPlatform(platformName)), model(drawn(networkName, random)),
          table(makeCostTable(model.network, platform)),
          groups(network::channelGroups(model.network, platform::depthwiseNodes(model.network, platform)))
    {
        for (const LayerTable &layer : table.layers) {
            LayerSensitivity &made = sensitivity.layers.emplace_back();
            made.layer = layer.layer.geometry.name;
            made.penalty.resize(platform.units.size());
            for (const platform::Branch &branch : layer.branches)
                for (int channel = 0; channel < layer.layer.geometry.outChannels; ++channel)
                    made.penalty[static_cast<std::size_t>(branch.unit)].push_back(
                        branch.unit == layer.reference().unit ? 0 : random.uniform());
        }
    }

    std::vector<std::vector<int>> orders() const { return channelOrders(groups, table, sensitivity); }

private:
    static network::Model drawn(const std::string &name, Random &random)
    {
        const network::Network network = network::zooNetwork(name, {.input = network::Shape{3, 12, 12}, .classes = 4});
        return network::simplify({network, network::reference::randomParameters(network, random)});
    }
};

} // namespace

class TestChannelOrder : public QObject {
    Q_OBJECT

private slots:
    void penaltiesOfAGroupFall_data()
    {
        QTest::addColumn<QString>("network");
        QTest::newRow("one layer a group") << "mobilenet_v1_darkside:width=0.25";
        QTest::newRow("additions") << "resnet8:width=8";
    }
    void penaltiesOfAGroupFall()
    {
        QFETCH(QString, network);
        Random random(6);
        const Sample sample("darkside", network.toStdString(), random);
        const auto orders = sample.orders();
        const Sensitivity ordered = inOrder(sample.sensitivity, sample.groups, sample.table, orders);
        std::vector<std::vector<double>> sums(sample.groups.groups.size());
        for (std::size_t i = 0; i < sample.table.layers.size(); ++i) {
            const LayerTable &layer = sample.table.layers[i];
            if (layer.branches.size() < 2)
                continue;
            std::vector<double> &sum =
                sums[static_cast<std::size_t>(sample.groups.ofNode[static_cast<std::size_t>(layer.layer.node)])];
            sum.resize(ordered.layers[i].penalty[1].size(), 0);
            std::ranges::transform(sum, ordered.layers[i].penalty[1], sum.begin(), std::plus{});
            std::vector<double> before = sample.sensitivity.layers[i].penalty[1];
            std::vector<double> after = ordered.layers[i].penalty[1];
            QVERIFY(before != after);
            std::ranges::sort(before);
            std::ranges::sort(after);
            QCOMPARE(after, before);
        }
        QVERIFY(std::ranges::any_of(sums, [](const std::vector<double> &sum) { return sum.size() > 1; }));
        for (const std::vector<double> &sum : sums)
            QVERIFY(std::ranges::is_sorted(sum, std::greater{}));
    }

    /// The weights and their scales move with the channels.
    void theNetworkComputesTheSame()
    {
        Random random(8);
        const Sample sample("darkside", "resnet8:width=8", random);
        TrainedNetwork trained{.model = sample.model, .mapping = std::nullopt, .quantisation = Quantisation{}};
        for (const LayerTable &layer : sample.table.layers) {
            WeightScales &scales = trained.quantisation->weights.emplace_back();
            scales.layer = layer.layer.geometry.name;
            const network::Tensor &bias = sample.model.parameters.at(scales.layer + ".bias");
            scales.scales.assign(bias.values.begin(), bias.values.end()); // To be recognised by.
        }
        addBranchTensors(trained, sample.platform);
        const TrainedNetwork ordered = inOrder(trained, sample.groups, sample.orders());
        QVERIFY(ordered.model.parameters != trained.model.parameters);
        QVERIFY(ordered.branches != trained.branches);
        const network::reference::Map image =
            network::reference::randomImage(sample.model.network.inputShape(), random);
        const Mapping standard = referenceMapping(sample.table);
        Mapping depthwise = standard;
        for (std::size_t i = 0; i < sample.table.layers.size(); ++i)
            if (sample.table.layers[i].branches.size() > 1)
                std::ranges::fill(depthwise.layers[i].unitOfChannel, 1);
        for (const Mapping &mapping : {standard, depthwise}) {
            const auto logits = [&](const TrainedNetwork &network) {
                return network::reference::logits(heldModel(network, mapping, sample.platform), image);
            };
            const std::vector<double> before = logits(trained), after = logits(ordered);
            for (std::size_t i = 0; i < before.size(); ++i) // Sums in another order differ in their last digits.
                QVERIFY(std::abs(after[i] - before[i]) <= 1e-9 * (1 + std::abs(before[i])));
        }
        for (const WeightScales &each : ordered.quantisation->weights) {
            const network::Tensor &bias = ordered.model.parameters.at(each.layer + ".bias");
            QCOMPARE(each.scales, std::vector<double>(bias.values.begin(), bias.values.end()));
        }
    }

    /// DIANA's channels may stand on any unit in any order.
    void leavesOtherPlatformsAlone()
    {
        Random random(9);
        const Sample sample("diana", "resnet8:width=8", random);
        for (const std::vector<int> &order : sample.orders())
            QVERIFY(order.empty());
    }
};

QTEST_APPLESS_MAIN(TestChannelOrder)
#include "tst_channel_order.moc"
