// SPDX-License-Identifier: Apache-2.0
// The relaxed cost of all layers at once against the staircases of core/mapping, layer by layer.

#include "tests/core/base/error_message.h"
#include "tests/core/tasks/shared_sample.h"

#include "core/base/random.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/staircase.h"
#include "core/tasks/relaxed_cost.h"

#include <QTest>

namespace odimo::tasks {

namespace {

/// A form of cost that nobody has published a gradient for.
class OwnCost : public platform::CostModel {
public:
    double cycles(const platform::LayerGeometry &, int channels) const override { return channels; }
    std::optional<std::string> refusal(const platform::LayerGeometry &) const override { return {}; }
};

} // namespace

class TestRelaxedCost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheStaircases_data()
    {
        QTest::addColumn<int>("objective");
        for (const auto objective : {mapping::Objective::Latency, mapping::Objective::Energy})
            QTest::addRow("%s", mapping::objectiveName(objective)) << static_cast<int>(objective);
    }

    void equalsTheStaircases()
    {
        QFETCH(int, objective);
        const auto minimised = static_cast<mapping::Objective>(objective);
        const SharedSample sample;
        const double precise = mapping::costOf(sample.table, mapping::uniformMapping(sample.table, 0)).value(minimised);
        for (const double spread : {0.01, 1.0, 30.0}) {
            const auto model = sample.searched();
            scatter(*model, 5, spread);
            const torch::Tensor cost =
                relaxedCost(sample.table, minimised, protocol::CostRule::JointStaircase)(model->weights());
            cost.backward();
            double expected = 0;
            for (const mapping::LayerTable &layer : sample.table.layers) {
                const auto stairs = mapping::staircase(layer, sample.platform, minimised);
                const torch::Tensor alpha = model->weights().layers()[static_cast<std::size_t>(layer.layer.node)].alpha;
                torch::Tensor own = alpha.detach().clone().requires_grad_(true);
                const torch::Tensor count = torch::softmax(own, 0)[0].to(torch::kFloat64).sum();
                const double n = std::min(count.item<double>(), static_cast<double>(stairs->cost.size() - 1));
                expected += mapping::costAt(*stairs, n) / precise;
                (count * (mapping::centredSlope(*stairs, n) / precise)).backward();
                QVERIFY(torch::allclose(alpha.grad(), own.grad(), 1e-5, 1e-12)); // single precision
            }
            QVERIFY2(std::abs(cost.item<double>() / expected - 1) < 1e-6, std::to_string(spread).c_str());
        }
    }

    // At whole mappings the relaxed cost is the cost, with the conversions between layouts that couple the layers.
    void equalsTheCostOfMappingsWithLayouts()
    {
        for (const auto layout : {platform::LayoutMode::HostConversion, platform::LayoutMode::HardwareShuffle}) {
            const SharedSample sample(layout);
            for (const auto minimised : {mapping::Objective::Latency, mapping::Objective::Energy}) {
                const double precise = mapping::referenceCost(sample.table).value(minimised);
                const auto relaxed = relaxedCost(sample.table, minimised, protocol::CostRule::JointStaircase);
                Random random(4);
                for (int i = 0; i < 20; ++i) {
                    mapping::Mapping mapping = mapping::uniformMapping(sample.table, i % 2);
                    for (mapping::LayerMapping &layer : mapping.layers)
                        if (random.below(2) == 0)
                            for (int &unit : layer.unitOfChannel)
                                unit = random.below(2);
                    mapping::Restrictions all;
                    for (const mapping::LayerMapping &layer : mapping.layers)
                        for (int channel = 0; channel < static_cast<int>(layer.unitOfChannel.size()); ++channel)
                            all.pins.push_back({.layer = layer.layer,
                                                .unit = layer.unitOfChannel[static_cast<std::size_t>(channel)],
                                                .firstChannel = channel,
                                                .lastChannel = channel});
                    const double found = relaxed(sample.searched(all)->weights()).item<double>();
                    const double expected = mapping::costOf(sample.table, mapping).value(minimised) / precise;
                    QVERIFY2(std::abs(found / expected - 1) < 1e-6, std::to_string(i).c_str());
                }
            }
        }
    }

    // Between two layers that only read each other's tensor: what a layer saves if it is wholly on the analog unit is
    // felt from any number of channels.
    void everyChannelFeelsWhatAWholeLayerWouldConvert()
    {
        const SharedSample host(platform::LayoutMode::HostConversion), paper;
        const auto gradientOf = [](const SharedSample &sample, std::size_t layer) {
            const auto model = sample.searched();
            scatter(*model, 5, 0);
            relaxedCost(sample.table, mapping::Objective::Latency, protocol::CostRule::JointStaircase)(model->weights())
                .backward();
            const auto node = static_cast<std::size_t>(sample.table.layers[layer].layer.node);
            return model->weights().layers()[node].alpha.grad()[0][0].item<double>() *
                   mapping::referenceCost(sample.table).latency_cycles;
        };
        // The first layer of the first block, all shares 1/2, so that a channel has the slope 1/4. It reads what the
        // stem writes, half of which is in the layout of the analog unit, and the second layer reads what it writes.
        const mapping::LayerTensors &tensors = *host.table.layers[1].tensors;
        const double channels = host.table.layers[1].layer.geometry.outChannels;
        const double there = tensors.toCycles / channels * 0.5;
        const double back = tensors.backCyclesPerChannel * 0.5;
        const double onward = host.table.layers[2].tensors->toCycles / channels * 0.5;
        const double change = gradientOf(host, 1) - gradientOf(paper, 1);
        QVERIFY2(std::abs(change - 0.25 * (onward - there - back)) < 1e-3, std::to_string(change).c_str());
    }

    void publishedRuleNeedsPublishedGradients()
    {
        SharedSample sample;
        sample.table.platform.units[1].costModel = std::make_shared<OwnCost>();
        const auto make = [&sample](protocol::CostRule rule) {
            return errorMessage([&] { relaxedCost(sample.table, mapping::Objective::Latency, rule); });
        };
        QCOMPARE(make(protocol::CostRule::JointStaircase), QString());
        const QString refusal = make(protocol::CostRule::Published);
        QVERIFY2(refusal.contains("unit analog has no published gradient"), qPrintable(refusal));
    }

    void hasNoGradientForPinnedChannels()
    {
        const SharedSample sample;
        const std::string layer = sample.table.layers[1].layer.geometry.name;
        const auto model =
            sample.searched({.pins = {{.layer = layer, .unit = 0, .firstChannel = 2, .lastChannel = 4}}});
        relaxedCost(sample.table, mapping::Objective::Latency, protocol::CostRule::JointStaircase)(model->weights())
            .backward();
        const int node = sample.table.layers[1].layer.node;
        const torch::Tensor gradient = model->weights().layers()[static_cast<std::size_t>(node)].alpha.grad();
        for (std::int64_t channel = 0; channel < gradient.size(1); ++channel)
            QCOMPARE(gradient[0][channel].item<float>() == 0, channel >= 2 && channel <= 4);
    }
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestRelaxedCost)
#include "tst_relaxed_cost.moc"
