// SPDX-License-Identifier: Apache-2.0
// Channels that are left out: no weights, and a constant in place of what they computed.

#include "core/integer/mapped_network.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/integer/integer_network.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace odimo::learn {

namespace {

constexpr int none = 2;

/// Every third channel, and the next one on the analog array, where they may be.
mapping::Mapping partlyLeftOut(const mapping::CostTable &table)
{
    mapping::Mapping mapping = mapping::referenceMapping(table);
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        for (std::size_t c = 0; c + 1 < mapping.layers[i].unitOfChannel.size(); c += 3)
            if (table.layers[i].cycles[none]) {
                mapping.layers[i].unitOfChannel[c] = none;
                mapping.layers[i].unitOfChannel[c + 1] = 1;
            }
    return mapping;
}

/// Of the channels that are left out.
float largestWeight(const mapping::TrainedNetwork &trained)
{
    float largest = 0;
    for (const mapping::LayerMapping &layer : trained.mapping->layers) {
        const network::Tensor &weight = trained.model.parameters.at(layer.layer + ".weight");
        const std::size_t perChannel = weight.values.size() / layer.unitOfChannel.size();
        for (std::size_t i = 0; i < weight.values.size(); ++i)
            if (layer.unitOfChannel[i / perChannel] == none)
                largest = std::max(largest, std::abs(weight.values[i]));
    }
    return largest;
}

/// Their constants before the ReLU.
std::vector<float> constantsOf(const mapping::TrainedNetwork &trained)
{
    std::vector<float> constants;
    for (const mapping::LayerMapping &layer : trained.mapping->layers)
        for (std::size_t c = 0; c < layer.unitOfChannel.size(); ++c)
            if (layer.unitOfChannel[c] == none)
                constants.push_back(trained.model.parameters.at(layer.layer + ".bias").values[c]);
    return constants;
}

double distance(const torch::Tensor &a, const torch::Tensor &b) { return (a - b).square().mean().item<double>(); }

struct Diana {
    SmallProblem problem{platform::loadPlatform("diana+none")};
    torch::Tensor images = problem.images();
    mapping::TrainedNetwork whole =
        integer::mapped(problem.trained, mapping::referenceMapping(problem.table), problem.platform);
    PreActivationStatistics reference = preActivationStatistics(whole, problem.table, images);
    mapping::TrainedNetwork plain = integer::mapped(problem.trained, partlyLeftOut(problem.table), problem.platform);
    mapping::TrainedNetwork fitted = recalibrated(plain, reference, problem.table, images);
};

/// Trained once.
const Diana &diana()
{
    static const Diana made;
    return made;
}

mapping::TrainedNetwork fineTuned()
{
    const SmallProblem &problem = diana().problem;
    QuantisedModel model(diana().fitted, problem.table, ScaleTraining::Frozen, testDevice());
    const TemporaryFolder folder;
    protocol::Schedule schedule;
    schedule.epochs = 1;
    schedule.batchSize = 32;
    schedule.learningRate = 0.01;
    SilentSession session;
    learn::train(model,
                 {.phase = "finetune",
                  .images = problem.data.train,
                  .split = splitFor(schedule, problem.data.train, 1),
                  .augmentation = {},
                  .schedule = schedule,
                  .device = testDevice(),
                  .checkpoint = folder.path() / "finetune.checkpoint",
                  .resumeFrom = {}},
                 session);
    return model.trained();
}

/// Trained once, too.
const mapping::TrainedNetwork &tuned()
{
    static const mapping::TrainedNetwork made = fineTuned();
    return made;
}

} // namespace

class TestLeftOut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noWeightsAreLeft()
    {
        const Diana &made = diana();
        QVERIFY(constantsOf(made.plain).size() >= 8);
        QCOMPARE(largestWeight(made.plain), 0.0F);
        QCOMPARE(largestWeight(made.fitted), 0.0F);
        // The trained network may still have them: they are not computed with.
        mapping::TrainedNetwork whole = made.plain;
        whole.model = made.problem.trained.model;
        QVERIFY(largestWeight(whole) > 0);
        QVERIFY(torch::equal(made.problem.logits(whole), made.problem.logits(made.plain)));
        QVERIFY(!torch::equal(made.problem.logits(made.whole), made.problem.logits(made.plain)));
    }

    void recalibrationSetsTheConstants()
    {
        const Diana &made = diana();
        const torch::Tensor wanted = made.problem.logits(made.whole);
        const double before = distance(made.problem.logits(made.plain), wanted);
        const double after = distance(made.problem.logits(made.fitted), wanted);
        QVERIFY2(after < 0.7 * before, (std::to_string(after) + " of " + std::to_string(before)).c_str());
    }

    void trainingMovesTheConstantsAlone()
    {
        const Diana &made = diana();
        QCOMPARE(largestWeight(tuned()), 0.0F);
        QVERIFY(constantsOf(tuned()) != constantsOf(made.fitted));
    }

    void equalsIntegers()
    {
        const Diana &made = diana();
        for (const mapping::TrainedNetwork &mapped : {made.plain, made.fitted, tuned()}) {
            const samples::IntegerNetwork integers(mapped, made.problem.table);
            const torch::Tensor logits = made.problem.logits(mapped);
            const double step = std::ldexp(1.0, integers.exponentOf(mapped.model.network.output()));
            for (const std::int64_t image : {0, 7, 200}) {
                const torch::Tensor own = made.images[image].cpu().contiguous();
                const std::vector<std::int64_t> expected =
                    integers.logits({own.data_ptr<float>(), own.data_ptr<float>() + own.numel()});
                for (std::size_t i = 0; i < expected.size(); ++i)
                    QCOMPARE(logits[image][static_cast<std::int64_t>(i)].item<double>() / step,
                             static_cast<double>(expected[i]));
            }
        }
    }

    /// A channel that has been constant all along is not missed; the others are.
    void penaltiesAreThoseOfTheMean()
    {
        const Diana &made = diana();
        mapping::TrainedNetwork trained = made.problem.trained;
        const std::string &layer = made.problem.table.layers[1].layer.geometry.name;
        network::Tensor &weight = trained.model.parameters.at(layer + ".weight");
        std::fill_n(weight.values.begin(), weight.values.size() / 4, 0.0F); // The first of 4 channels.
        trained.model.parameters.at(layer + ".bias").values[0] = 0.5F;
        SilentSession session;
        const std::vector<int> indices = allIndices(made.problem.data.train);
        const mapping::Sensitivity found = analyseSensitivity(
            trained, made.problem.table, {}, {made.problem.data.train, indices, 3, testDevice()}, session);
        mapping::checkSensitivity(found, made.problem.table);
        const std::vector<double> &penalties = found.layers[1].penalty[none];
        QCOMPARE(penalties.size(), std::size_t{4});
        const double most = std::ranges::max(penalties);
        QVERIFY2(most > 1e-4, std::to_string(most).c_str());
        QVERIFY2(penalties[0] < 1e-6 * most, std::to_string(penalties[0]).c_str());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestLeftOut)
#include "tst_left_out.moc"
