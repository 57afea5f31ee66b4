// SPDX-License-Identifier: Apache-2.0
// What is measured on a network all of whose mappings were trained at once.
#include "core/learn/analyse/loss_curves.h"

#include "core/integer/mapped_network.h"
#include "core/learn/analyse/fitted_weights.h"
#include "core/learn/analyse/recalibration.h"
#include "tests/core/learn/supernet_problem.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace odimo::learn {

namespace {

constexpr int dwe = 1;

/// Trained once.
const SupernetProblem &problem()
{
    static const SupernetProblem made;
    return made;
}

std::vector<LossCurve> curves()
{
    SilentSession session;
    const std::vector<int> indices = allIndices(problem().data.train);
    return measureLossCurves(problem().trained, problem().table, {problem().data.train, indices, 3, testDevice()},
                             session);
}

mapping::TrainedNetwork settled(const mapping::Mapping &mapping)
{
    const mapping::TrainedNetwork mapped = integer::mapped(problem().trained, mapping, problem().platform);
    return recalibrated(mapped, trainedStatistics(mapped, problem().table, testDevice()), problem().table,
                        problem().images());
}

double lossOf(const mapping::TrainedNetwork &mapped)
{
    SilentSession session;
    QuantisedModel model(mapped, problem().table, ScaleTraining::Frozen, testDevice());
    return evaluate(model, problem().data.train, allIndices(problem().data.train), testDevice(), session).loss;
}

} // namespace

class TestLossCurves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recalibrationGivesChannelsWhatTheyWereTrainedFor()
    {
        Random random(4);
        const mapping::Mapping mapping = problem().drawnMapping(random);
        const mapping::TrainedNetwork before = integer::mapped(problem().trained, mapping, problem().platform);
        const mapping::TrainedNetwork after = settled(mapping);
        const PreActivationStatistics wanted = trainedStatistics(before, problem().table, testDevice());
        const auto distance = [&](const mapping::TrainedNetwork &network) {
            const PreActivationStatistics found = preActivationStatistics(network, problem().table, problem().images());
            double sum = 0;
            for (std::size_t node = 0; node < wanted.size(); ++node)
                if (wanted[node].mean.defined())
                    sum += (found[node].mean - wanted[node].mean).abs().mean().item<double>() +
                           (found[node].spread - wanted[node].spread).abs().mean().item<double>();
            return sum;
        };
        const double first = distance(before), last = distance(after);
        QVERIFY2(last < 0.4 * first, (std::to_string(last) + " of " + std::to_string(first)).c_str());
        // Kernels are trained: each changes by a factor alone.
        const std::vector<float> &kernels = before.branches.at("stage1.block0.conv1@dwe.weight").values;
        const std::vector<float> &scaled = after.branches.at("stage1.block0.conv1@dwe.weight").values;
        for (std::size_t i = 0; i < kernels.size(); ++i) {
            const std::size_t corner = i / 9 * 9;
            QVERIFY(std::abs(scaled[i] * kernels[corner] - scaled[corner] * kernels[i]) < 1e-4);
        }
    }

    void curvesFall()
    {
        const std::vector<LossCurve> found = curves();
        QCOMPARE(found.size(), std::size_t{4});
        double rise = 0;
        for (const LossCurve &curve : found) {
            QCOMPARE(curve.unit, dwe);
            QCOMPARE(curve.others.front(), 0);
            QVERIFY(std::ranges::is_sorted(curve.others));
            QVERIFY(std::ranges::is_sorted(curve.loss, std::greater{}));
            QCOMPARE(curve.loss.size(), curve.others.size());
            rise += curve.loss.front() - curve.loss.back();
        }
        QVERIFY2(rise > 0.02, std::to_string(rise).c_str());
    }

    void penaltiesAddUpToTheCurves()
    {
        const mapping::CostTable &table = problem().table;
        mapping::Sensitivity sensitivity;
        for (const mapping::LayerTable &layer : table.layers) {
            const auto channels = static_cast<std::size_t>(layer.layer.geometry.outChannels);
            sensitivity.layers.push_back({layer.layer.geometry.name, {std::vector<double>(channels, 0), {}}});
            if (layer.branches.size() > 1)
                sensitivity.layers.back().penalty[dwe].assign(channels, 7);
        }
        const std::vector<LossCurve> measured = curves();
        const mapping::Sensitivity found = withCurves(sensitivity, measured);
        mapping::checkSensitivity(found, table);
        for (const LossCurve &curve : measured) {
            const std::vector<double> &penalty =
                std::ranges::find(found.layers, curve.layer, &mapping::LayerSensitivity::layer)->penalty[dwe];
            for (std::size_t i = 0; i < curve.others.size(); ++i) {
                const double sum = std::accumulate(penalty.begin() + curve.others[i], penalty.end(), 0.0);
                QVERIFY(std::abs(sum - (curve.loss[i] - curve.loss.back())) < 1e-9);
            }
        }
    }

    /// Losses that were measured mapping by mapping, against the mean plus what each layer adds to its own.
    void curvesPredictTheLossOfMappings()
    {
        const std::vector<LossCurve> measured = curves();
        const auto effectOf = [](const LossCurve &curve, int others) {
            const auto mean =
                std::accumulate(curve.loss.begin(), curve.loss.end(), 0.0) / static_cast<double>(curve.loss.size());
            const auto next = std::ranges::lower_bound(curve.others, others);
            const auto i = static_cast<std::size_t>(next - curve.others.begin());
            if (*next == others)
                return curve.loss[i] - mean;
            const double part = static_cast<double>(others - curve.others[i - 1]) / (*next - curve.others[i - 1]);
            return curve.loss[i - 1] + part * (curve.loss[i] - curve.loss[i - 1]) - mean;
        };
        Random random(9);
        std::vector<double> differences;
        for (int draw = 0; draw < 8; ++draw) {
            const mapping::Mapping mapping = problem().drawnMapping(random);
            double effects = 0;
            for (const LossCurve &curve : measured)
                effects +=
                    effectOf(curve, static_cast<int>(std::ranges::count(integer::unitsOf(mapping, curve.layer), 0)));
            differences.push_back(lossOf(settled(mapping)) - effects);
        }
        const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / 8;
        double error = 0;
        for (const double difference : differences)
            error += std::abs(difference - mean) / 8;
        QVERIFY2(error < 0.1, std::to_string(error).c_str());
    }

    /// Nothing is fitted in place of what was trained.
    void kernelsOfASupernetStay()
    {
        mapping::TrainedNetwork mapped = problem().trained;
        mapped.mapping = mapping::referenceMapping(problem().table);
        QVERIFY(fitWeights(mapped, problem().table, problem().images()).empty());
        mapped.branches.clear();
        QVERIFY(!fitWeights(mapped, problem().table, problem().images()).empty());
    }

    void stopsWhenTold()
    {
        SilentSession session;
        session.questionsLeft = 5;
        const std::vector<int> indices = allIndices(problem().data.train);
        QVERIFY_THROWS_EXCEPTION(StoppedByHost,
                                 measureLossCurves(problem().trained, problem().table,
                                                   {problem().data.train, indices, 3, testDevice()}, session));
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestLossCurves)
#include "tst_loss_curves.moc"
