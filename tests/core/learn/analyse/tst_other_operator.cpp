// SPDX-License-Identifier: Apache-2.0
// Channels that are computed by another operator: Darkside's depthwise unit in place of a standard convolution.

#include "core/integer/mapped_network.h"
#include "core/learn/analyse/fitted_weights.h"
#include "core/learn/analyse/layer_fit.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/mapping/branch_tensors.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/integer/integer_network.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

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

/// The names of the tensors that differ.
std::set<std::string> changed(const network::Parameters &before, const network::Parameters &after)
{
    std::set<std::string> names;
    for (const auto &[name, tensor] : after)
        if (!before.contains(name) || before.at(name) != tensor)
            names.insert(name);
    return names;
}

/// The weights of the layer's channels on the cluster, or on the other unit.
std::vector<float> rowsOn(const mapping::TrainedNetwork &trained, const std::string &layer, int unit)
{
    const network::Tensor &weight = trained.model.parameters.at(layer + ".weight");
    const std::vector<int> &units = integer::unitsOf(*trained.mapping, layer);
    const std::size_t perChannel = weight.values.size() / units.size();
    std::vector<float> rows;
    for (std::size_t i = 0; i < weight.values.size(); ++i)
        if (units[i / perChannel] == unit)
            rows.push_back(weight.values[i]);
    return rows;
}

const std::string searched = "stage1.block0.conv1";
const std::string ownKernels = searched + "@dwe.weight";

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
        QVERIFY(mapped.model.parameters == made.problem.trained.model.parameters);
        QVERIFY(mapped.branches.contains(ownKernels));
        QVERIFY(!torch::equal(made.problem.logits(made.standard), made.problem.logits(mapped)));
        // What the depthwise channels have of the layer's weights matters to nobody, their kernels do.
        mapping::TrainedNetwork other = mapped;
        const auto perChannel = static_cast<std::ptrdiff_t>(rowsOn(mapped, searched, dwe).size() / 2);
        std::fill(other.model.parameters.at(searched + ".weight").values.end() - perChannel,
                  other.model.parameters.at(searched + ".weight").values.end(), 7.0F);
        QVERIFY(torch::equal(made.problem.logits(other), made.problem.logits(mapped)));
        other.branches.at(ownKernels).values.back() += 0.5F;
        QVERIFY(!torch::equal(made.problem.logits(other), made.problem.logits(mapped)));
        other = mapped;
        other.branches.at(searched + "@dwe.bias").values.back() += 0.5F;
        QVERIFY(!torch::equal(made.problem.logits(other), made.problem.logits(mapped)));
    }

    /// A file of an earlier version has the kernels in the layer's weight.
    void computesWhatEarlierFilesHold()
    {
        const Darkside &made = darkside();
        const mapping::Mapping half = halfDepthwise(made.problem.table);
        mapping::TrainedNetwork earlier = made.mapped(half);
        const torch::Tensor expected = made.problem.logits(earlier);
        earlier.model = mapping::heldModel(earlier, half, made.problem.platform);
        earlier.branches.clear();
        QVERIFY(torch::equal(made.problem.logits(earlier), expected));
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
        const torch::Tensor start = torch::randn({channels, 1, 3, 3}, onDevice());
        const torch::Tensor found = fitDiagonal(start, read, wanted);
        QVERIFY(torch::allclose(found.flatten(1), kernels, 0.02, 0.05)); // the ridge keeps 1 % of the start
        QVERIFY(torch::allclose(diagonalOutputs(kernels, read) + torch::arange(channels, onDevice()), wanted));
        // Where nothing varies the kernels stay.
        QVERIFY(torch::allclose(fitDiagonal(start, torch::ones_like(read), wanted), start));
    }

    void recalibrationFitsTheKernels()
    {
        const Darkside &made = darkside();
        const torch::Tensor wanted = made.problem.logits(made.standard);
        for (const mapping::Mapping &mapping : {halfDepthwise(made.problem.table), allDepthwise(made.problem.table)}) {
            const mapping::TrainedNetwork plain = made.mapped(mapping);
            const mapping::TrainedNetwork fitted = recalibrated(plain, made.reference, made.problem.table, made.images);
            QVERIFY(changed(plain.branches, fitted.branches).contains(ownKernels));
            QCOMPARE(rowsOn(fitted, searched, dwe), rowsOn(plain, searched, dwe)); // To come back to.
            const double before = distance(made.problem.logits(plain), wanted);
            const double after = distance(made.problem.logits(fitted), wanted);
            QVERIFY2(after < 0.5 * before, (std::to_string(after) + " of " + std::to_string(before)).c_str());
        }
    }

    void aChannelThatComesBackIsAStandardOneAgain()
    {
        const Darkside &made = darkside();
        const mapping::TrainedNetwork depthwise = recalibrated(made.mapped(allDepthwise(made.problem.table)),
                                                               made.reference, made.problem.table, made.images);
        const mapping::TrainedNetwork back =
            recalibrated(remapped(depthwise, *made.standard.mapping, made.problem.platform), made.reference,
                         made.problem.table, made.images);
        const torch::Tensor wanted = made.problem.logits(made.standard);
        QVERIFY(distance(made.problem.logits(back), wanted) < 0.01 * distance(made.problem.logits(depthwise), wanted));
    }

    void trainingMovesTheTensorsOfTheBranches()
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
        schedule.weightDecay = 0; // Which would move everything.
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
        const mapping::TrainedNetwork trained = model.trained();
        const std::set<std::string> moved = changed(start.branches, trained.branches);
        QVERIFY(moved.contains(ownKernels));
        QVERIFY(moved.contains(searched + "@dwe.bias"));
        QVERIFY(rowsOn(trained, searched, cluster) != rowsOn(start, searched, cluster));
        QCOMPARE(rowsOn(trained, searched, dwe), rowsOn(start, searched, dwe));
        // A checkpoint holds them.
        std::set<std::string> state;
        for (const StateTensor &each : model.state())
            state.insert(each.name);
        QVERIFY(state.contains(ownKernels));
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

    /// Quantised, and without recalibration.
    void fittedKernelsBelongToTheNetwork()
    {
        const Darkside &made = darkside();
        const torch::Tensor wanted = made.problem.logits(made.standard);
        const mapping::Mapping all = allDepthwise(made.problem.table);
        const mapping::TrainedNetwork fitted = withKernels(
            made.problem.trained, fitWeights(made.standard, made.problem.table, made.images), made.problem.platform);
        QVERIFY(fitted.model.parameters == made.problem.trained.model.parameters);
        const double before = distance(made.problem.logits(made.mapped(all)), wanted);
        const double after = distance(made.problem.logits(integer::mapped(fitted, all, made.problem.platform)), wanted);
        QVERIFY2(after < 0.9 * before, (std::to_string(after) + " of " + std::to_string(before)).c_str());
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
