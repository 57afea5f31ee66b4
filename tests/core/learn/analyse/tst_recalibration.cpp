// SPDX-License-Identifier: Apache-2.0
// What recalibration must do for a mapped network, and what it must leave alone.

#include "core/learn/analyse/layer_fit.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/base/error_message.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <cmath>

namespace odimo::learn {

namespace {

constexpr int analog = 1;

struct Recalibrated {
    SmallProblem problem{};
    torch::Tensor images = problem.images();
    mapping::TrainedNetwork precise = problem.mapped(mapping::referenceMapping(problem.table));
    PreActivationStatistics reference = preActivationStatistics(precise, problem.table, images);
    mapping::TrainedNetwork plain = problem.mapped(mapping::uniformMapping(problem.table, analog));
    mapping::TrainedNetwork result = recalibrated(plain, reference, problem.table, images);
};

double distance(const torch::Tensor &a, const torch::Tensor &b) { return (a - b).square().mean().item<double>(); }

} // namespace

class TestRecalibration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesTheReferenceItselfAsItIs()
    {
        const Recalibrated made;
        const mapping::TrainedNetwork same =
            recalibrated(made.precise, made.reference, made.problem.table, made.images);
        QVERIFY(same.model.parameters == made.precise.model.parameters);
        QVERIFY(torch::equal(made.problem.logits(same), made.problem.logits(made.precise)));
    }

    void bringsTheOutputsNearerToTheReference()
    {
        const Recalibrated made;
        const torch::Tensor wanted = made.problem.logits(made.precise);
        const double before = distance(made.problem.logits(made.plain), wanted);
        const double after = distance(made.problem.logits(made.result), wanted);
        QVERIFY2(after < 0.5 * before, (std::to_string(after) + " of " + std::to_string(before)).c_str());
    }

    void givesChannelsTheMeanAndSpreadOfTheReference()
    {
        const Recalibrated made;
        const PreActivationStatistics found = preActivationStatistics(made.result, made.problem.table, made.images);
        for (const mapping::LayerTable &layer : made.problem.table.layers) {
            const auto node = static_cast<std::size_t>(layer.layer.node);
            const std::vector<double> wantedSpread = valuesOf(made.reference[node].spread);
            const std::vector<double> spread = valuesOf(found[node].spread);
            const std::vector<double> shift = valuesOf(found[node].mean - made.reference[node].mean);
            for (std::size_t c = 0; c < spread.size(); ++c) {
                if (wantedSpread[c] < 1e-3)
                    continue; // A dead channel has none to match.
                // Biases stand on a grid, multipliers have 7 bits and the smallest of a layer far fewer.
                QVERIFY2(std::abs(shift[c]) < 0.05 * wantedSpread[c], layer.layer.geometry.name.c_str());
                QVERIFY2(std::abs(spread[c] / wantedSpread[c] - 1) < 0.1, layer.layer.geometry.name.c_str());
            }
        }
    }

    /// What the converters of the chip lose is made up for as well.
    void seesTheConverters()
    {
        const Recalibrated made{SmallProblem(platform::loadPlatform("diana"))};
        const torch::Tensor wanted = made.problem.logits(made.precise);
        const double before = distance(made.problem.logits(made.plain), wanted);
        const double after = distance(made.problem.logits(made.result), wanted);
        QVERIFY2(after < 0.5 * before, (std::to_string(after) + " of " + std::to_string(before)).c_str());
        const PreActivationStatistics found = preActivationStatistics(made.result, made.problem.table, made.images);
        for (const mapping::LayerTable &layer : made.problem.table.layers) {
            const auto node = static_cast<std::size_t>(layer.layer.node);
            const std::vector<double> wantedSpread = valuesOf(made.reference[node].spread);
            const std::vector<double> spread = valuesOf(found[node].spread);
            const std::vector<double> shift = valuesOf(found[node].mean - made.reference[node].mean);
            for (std::size_t c = 0; c < spread.size(); ++c) {
                if (wantedSpread[c] < 1e-3)
                    continue;
                QVERIFY2(std::abs(shift[c]) < 0.05 * wantedSpread[c], layer.layer.geometry.name.c_str());
                QVERIFY2(std::abs(spread[c] / wantedSpread[c] - 1) < 0.1, layer.layer.geometry.name.c_str());
            }
        }
    }

    void correctsThePreciseChannelsOfAMixedMapping()
    {
        const Recalibrated made;
        mapping::TrainedNetwork mixed = made.plain;
        for (mapping::LayerMapping &layer : mixed.mapping->layers)
            for (std::size_t c = 0; c < layer.unitOfChannel.size(); c += 2)
                layer.unitOfChannel[c] = made.problem.platform.referenceUnit();
        const mapping::TrainedNetwork result = recalibrated(mixed, made.reference, made.problem.table, made.images);
        const torch::Tensor wanted = made.problem.logits(made.precise);
        const double before = distance(made.problem.logits(mixed), wanted);
        const double after = distance(made.problem.logits(result), wanted);
        QVERIFY2(after < 0.5 * before, (std::to_string(after) + " of " + std::to_string(before)).c_str());
    }

    void keepsTheMappingAndTheActivations()
    {
        const Recalibrated made;
        QVERIFY(made.result.mapping == made.plain.mapping);
        QVERIFY(made.result.quantisation->activations == made.plain.quantisation->activations);
    }

    void channelsThatComeToAUnitGetTheScaleOfTheirWeights()
    {
        const Recalibrated made;
        mapping::TrainedNetwork neighbour = made.precise;
        for (mapping::WeightScales &each : neighbour.quantisation->weights)
            if (each.unit == analog)
                each.scales.assign(each.scales.size(), 1e-3); // of no use
        const mapping::TrainedNetwork remapping = remapped(neighbour, *made.plain.mapping, made.problem.platform);
        const double useless =
            distance(made.problem.logits({neighbour.model, made.plain.mapping, neighbour.quantisation}),
                     made.problem.logits(made.precise));
        const double fresh = distance(made.problem.logits(remapping), made.problem.logits(made.precise));
        QVERIFY(fresh < useless);
    }

    /// As where all that a layer reads is dead in the images at hand: the equations are singular.
    void inputsThatDoNotVaryLeaveTheWeightsAlone()
    {
        const torch::Tensor weight = torch::randn({3, 4, 1, 1}, onDevice());
        for (const bool oneVaries : {false, true}) {
            const torch::Tensor read = torch::ones({20, 4}, onDevice());
            if (oneVaries)
                read.select(1, 0).copy_(torch::linspace(0, 1e-15, 20));
            const LayerMoments moments = momentsOf(read, torch::ones({20, 3}, onDevice()));
            QVERIFY(torch::allclose(fitReals(weight, moments), weight));
            const std::vector<double> scales{1, 1, 1};
            const ScaledWeights integers = fitIntegers({weight, scales}, 2, moments);
            QVERIFY(torch::isfinite(integers.weight).all().item<bool>());
            for (const double scale : integers.scales)
                QVERIFY(std::isfinite(scale) && scale > 0);
        }
    }

    void refusesThePublishedQuantisers()
    {
        Recalibrated made;
        made.precise.quantisation->style = "published";
        const QString message =
            errorMessage([&] { preActivationStatistics(made.precise, made.problem.table, made.images); });
        QVERIFY2(message.contains("style published"), qPrintable(message));
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestRecalibration)
#include "tst_recalibration.moc"
