// SPDX-License-Identifier: Apache-2.0
// The relaxed cost of all layers at once against the staircases of core/mapping, layer by layer.

#include "tests/core/base/error_message.h"
#include "tests/core/tasks/shared_sample.h"

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
