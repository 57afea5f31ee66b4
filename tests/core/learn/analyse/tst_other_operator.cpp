// SPDX-License-Identifier: Apache-2.0
// Channels that are computed by another operator: Darkside's depthwise unit in place of a standard convolution.

#include "core/integer/mapped_network.h"
#include "core/learn/analyse/fitted_weights.h"
#include "core/learn/analyse/layer_fit.h"
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

constexpr int cluster = 0;
constexpr int dwe = 1;

/// Every channel that can be computed depthwise is.
mapping::Mapping allDepthwise(const mapping::CostTable &table)
{
    mapping::Mapping mapping = mapping::referenceMapping(table);
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        if (table.layers[i].branches.size() > 1)
            std::ranges::fill(mapping.layers[i].unitOfChannel, dwe);
    return mapping;
}

/// The last half of the channels.
mapping::Mapping halfDepthwise(const mapping::CostTable &table)
{
    mapping::Mapping mapping = allDepthwise(table);
    for (mapping::LayerMapping &layer : mapping.layers)
        std::fill_n(layer.unitOfChannel.begin(), layer.unitOfChannel.size() / 2,
                    std::ranges::count(layer.unitOfChannel, dwe) > 0 ? cluster : layer.unitOfChannel.front());
    return mapping;
}

/// The largest weight of a channel on the depthwise unit that it does not have.
float largestOutside(const mapping::TrainedNetwork &trained)
{
    float largest = 0;
    for (const mapping::LayerMapping &layer : trained.mapping->layers) {
        const network::Tensor &weight = trained.model.parameters.at(layer.layer + ".weight");
        const std::size_t channels = layer.unitOfChannel.size(), perChannel = weight.values.size() / channels;
        const std::size_t kernel = perChannel / channels;
        for (std::size_t c = 0; c < channels; ++c)
            for (std::size_t i = 0; layer.unitOfChannel[c] == dwe && i < perChannel; ++i)
                if (i / kernel != c)
                    largest = std::max(largest, std::abs(weight.values[c * perChannel + i]));
    }
    return largest;
}

double distance(const torch::Tensor &a, const torch::Tensor &b) { return (a - b).square().mean().item<double>(); }

struct Darkside {
    SmallProblem problem{platform::loadPlatform("darkside")};
    torch::Tensor images = problem.images();
    mapping::TrainedNetwork standard =
        integer::mapped(problem.trained, mapping::referenceMapping(problem.table), problem.platform);
    PreActivationStatistics reference = preActivationStatistics(standard, problem.table, images);

    mapping::TrainedNetwork mapped(const mapping::Mapping &mapping) const
    {
        return integer::mapped(problem.trained, mapping, problem.platform);
    }
};

/// Trained once.
const Darkside &darkside()
{
    static const Darkside made;
    return made;
}

} // namespace

class TestOtherOperator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMappedNetworkHasTheWeightsOfItsOperators()
    {
        const Darkside &made = darkside();
        const mapping::TrainedNetwork mapped = made.mapped(halfDepthwise(made.problem.table));
        QVERIFY(std::ranges::any_of(mapped.mapping->layers, [](const mapping::LayerMapping &layer) {
            return std::ranges::count(layer.unitOfChannel, dwe) > 0;
        }));
        QCOMPARE(largestOutside(mapped), 0.0F);
        // The trained network need not have the form: what it computes has.
        mapping::TrainedNetwork whole = mapped;
        whole.model = made.problem.trained.model;
        QVERIFY(largestOutside(whole) > 0);
        QVERIFY(torch::equal(made.problem.logits(whole), made.problem.logits(mapped)));
        QVERIFY(!torch::equal(made.problem.logits(made.standard), made.problem.logits(mapped)));
    }

    /// Outputs that depthwise kernels made of drawn inputs, whose kernels are then found again.
    void findsTheKernelsBehindTheOutputs()
    {
        torch::manual_seed(4);
        const std::int64_t channels = 5, kernel = 9, rows = 400;
        const torch::Tensor read = torch::randn({rows, channels * kernel}, onDevice());
        const torch::Tensor kernels = torch::randn({channels, kernel}, onDevice());
        const torch::Tensor wanted =
            (read.view({rows, channels, kernel}) * kernels).sum(2) + torch::arange(channels, onDevice());
        const torch::Tensor start = torch::randn({channels, channels, 3, 3}, onDevice());
        const torch::Tensor found = fitDiagonal(start, read, wanted).flatten(2);
        QVERIFY(torch::allclose(found.diagonal().t(), kernels, 0.02, 0.05)); // the ridge keeps 1 % of the start
        QVERIFY((found.count_nonzero() == found.diagonal().count_nonzero()).item<bool>());
        // Where nothing varies the kernels stay.
        const torch::Tensor still = fitDiagonal(start, torch::ones_like(read), wanted).flatten(2);
        QVERIFY(torch::allclose(still.diagonal(), start.flatten(2).diagonal()));
    }

    void recalibrationFitsTheKernels()
    {
        const Darkside &made = darkside();
        const torch::Tensor wanted = made.problem.logits(made.standard);
        for (const mapping::Mapping &mapping : {halfDepthwise(made.problem.table), allDepthwise(made.problem.table)}) {
            const mapping::TrainedNetwork plain = made.mapped(mapping);
            const mapping::TrainedNetwork fitted = recalibrated(plain, made.reference, made.problem.table, made.images);
            QCOMPARE(largestOutside(fitted), 0.0F);
            const double before = distance(made.problem.logits(plain), wanted);
            const double after = distance(made.problem.logits(fitted), wanted);
            QVERIFY2(after < 0.5 * before, (std::to_string(after) + " of " + std::to_string(before)).c_str());
        }
    }

    /// A channel that comes back has only its kernel left; the others are found again.
    void aChannelThatComesBackIsAStandardOneAgain()
    {
        const Darkside &made = darkside();
        const mapping::TrainedNetwork depthwise = recalibrated(made.mapped(allDepthwise(made.problem.table)),
                                                               made.reference, made.problem.table, made.images);
        const mapping::TrainedNetwork back =
            recalibrated(remapped(depthwise, *made.standard.mapping, made.problem.platform), made.reference,
                         made.problem.table, made.images);
        const torch::Tensor wanted = made.problem.logits(made.standard);
        QVERIFY(distance(made.problem.logits(back), wanted) < 0.1 * distance(made.problem.logits(depthwise), wanted));
    }

    void trainingKeepsTheForm()
    {
        const Darkside &made = darkside();
        const mapping::TrainedNetwork start = recalibrated(made.mapped(halfDepthwise(made.problem.table)),
                                                           made.reference, made.problem.table, made.images);
        QuantisedModel model(start, made.problem.table, ScaleTraining::Frozen, testDevice());
        const TemporaryFolder folder;
        protocol::Schedule schedule;
        schedule.epochs = 1;
        schedule.batchSize = 32;
        schedule.learningRate = 0.01;
        schedule.weightDecay = 1e-3;
        SilentSession session;
        learn::train(model,
                     {.phase = "finetune",
                      .images = made.problem.data.train,
                      .split = splitFor(schedule, made.problem.data.train, 1),
                      .augmentation = {},
                      .schedule = schedule,
                      .device = testDevice(),
                      .checkpoint = folder.path() / "finetune.checkpoint",
                      .resumeFrom = {}},
                     session);
        QVERIFY(model.trained().model.parameters != start.model.parameters);
        QCOMPARE(largestOutside(model.trained()), 0.0F);
    }

    /// Sums over all inputs, of which all but one are 0, are what the depthwise unit sums.
    void equalsIntegers()
    {
        const Darkside &made = darkside();
        const mapping::TrainedNetwork mapped = recalibrated(made.mapped(halfDepthwise(made.problem.table)),
                                                            made.reference, made.problem.table, made.images);
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

    void penaltiesAreThoseOfTheFittedKernels()
    {
        const Darkside &made = darkside();
        SilentSession session;
        const std::vector<int> indices = allIndices(made.problem.data.train);
        const std::vector<FittedWeights> fitted = fitWeights(made.standard, made.problem.table, made.images);
        const auto analysed = [&](const std::vector<FittedWeights> &weights) {
            return analyseSensitivity(made.problem.trained, made.problem.table, weights,
                                      {made.problem.data.train, indices, 3, testDevice()}, session);
        };
        const mapping::Sensitivity found = analysed(fitted);
        mapping::checkSensitivity(found, made.problem.table);
        double kernels = 0, diagonals = 0;
        const mapping::Sensitivity unfitted = analysed({});
        for (std::size_t i = 0; i < found.layers.size(); ++i)
            for (std::size_t c = 0; c < found.layers[i].penalty[dwe].size(); ++c) {
                if (made.problem.table.layers[i].branches.size() < 2)
                    continue;
                kernels += found.layers[i].penalty[dwe][c];
                diagonals += unfitted.layers[i].penalty[dwe][c];
            }
        QVERIFY2(kernels > 0 && kernels < diagonals,
                 (std::to_string(kernels) + " " + std::to_string(diagonals)).c_str());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestOtherOperator)
#include "tst_other_operator.moc"
