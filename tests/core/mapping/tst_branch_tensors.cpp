// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/mapping/branch_tensors.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/weight_histogram.h"
#include "core/network/weights_file.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <numeric>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const platform::Platform &darkside()
{
    static const platform::Platform platform = platform::loadPlatform("darkside");
    return platform;
}

constexpr int cluster = 0, dwe = 1;

/// One layer of two channels that may be computed by either operator, with the weights 0, 1, 2, ...
TrainedNetwork sample()
{
    network::Network net("small", {.channels = 2, .height = 4, .width = 4});
    const int conv = net.add(
        "conv", network::Convolution{.outChannels = 2, .kernel = {3, 3}, .padding = {1, 1, 1, 1}, .bias = true}, {0});
    net.add("pool", network::GlobalAveragePool{}, {conv});
    network::Parameters parameters = network::initialise(net, 3);
    std::vector<float> &weights = parameters.at("conv.weight").values;
    std::iota(weights.begin(), weights.end(), 0.0F);
    parameters.at("conv.bias").values = {10, 20};
    return {.model = {std::move(net), std::move(parameters)}, .mapping = {}, .quantisation = {}};
}

Mapping mappingOf(std::vector<int> units) { return {{{"conv", std::move(units)}}}; }

} // namespace

class TestBranchTensors : public QObject {
    Q_OBJECT

private slots:
    void aBranchBeginsWithWhatItsFormLeaves()
    {
        TrainedNetwork trained = sample();
        addBranchTensors(trained, darkside());
        const network::Tensor &kernels = trained.branches.at("conv@dwe.weight");
        QCOMPARE(kernels.shape, (std::vector<std::int64_t>{2, 1, 3, 3}));
        std::vector<float> expected(18);
        std::iota(expected.begin(), expected.begin() + 9, 0.0F);
        std::iota(expected.begin() + 9, expected.end(), 27.0F);
        QCOMPARE(kernels.values, expected);
        QCOMPARE(trained.branches.at("conv@dwe.bias").values, (std::vector<float>{10, 20}));
        trained.branches.at("conv@dwe.bias").values = {1, 2};
        addBranchTensors(trained, darkside());
        QCOMPARE(trained.branches.at("conv@dwe.bias").values, (std::vector<float>{1, 2}));
    }

    void eachChannelIsHeldByItsBranch()
    {
        TrainedNetwork trained = sample();
        addBranchTensors(trained, darkside());
        trained.branches.at("conv@dwe.weight").values.assign(18, -1);
        trained.branches.at("conv@dwe.bias").values = {1, 2};
        const network::Model held = heldModel(trained, mappingOf({cluster, dwe}), darkside());
        std::vector<float> expected(36, 0);
        std::iota(expected.begin(), expected.begin() + 18, 0.0F);
        std::fill(expected.begin() + 27, expected.end(), -1.0F);
        QCOMPARE(held.parameters.at("conv.weight").values, expected);
        QCOMPARE(held.parameters.at("conv.bias").values, (std::vector<float>{10, 2}));
        QVERIFY(heldModel(trained, mappingOf({cluster, cluster}), darkside()).parameters == trained.model.parameters);
    }

    /// Not the zeros of a standard convolution.
    void aHistogramCountsTheKernels()
    {
        TrainedNetwork trained = sample();
        addBranchTensors(trained, darkside());
        const WeightHistogram found = weightHistogram(trained, {"conv", {cluster, dwe}}, darkside(), 5);
        const auto total = [](const std::vector<int> &counts) {
            return std::accumulate(counts.begin(), counts.end(), 0);
        };
        QCOMPARE(total(found.counts[cluster]), 18);
        QCOMPARE(total(found.counts[dwe]), 9);
        QCOMPARE(found.most, 35.0);
    }

    void filesHoldThem()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "net.safetensors";
        TrainedNetwork trained = sample();
        saveTrainedNetwork(path, trained, darkside());
        QCOMPARE(network::readWeights(path).metadata.at("odimo_format"), "trained network 1"); // As earlier versions.
        QVERIFY(loadTrainedNetwork(path, darkside()).branches.empty());
        addBranchTensors(trained, darkside());
        saveTrainedNetwork(path, trained, darkside());
        QCOMPARE(network::readWeights(path).metadata.at("odimo_format"), "trained network 2");
        const TrainedNetwork found = loadTrainedNetwork(path, darkside());
        QVERIFY(found.branches == trained.branches);
        QVERIFY(found.model.parameters == trained.model.parameters);
    }

    void filesWithoutOneOfThemAreRefused()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "net.safetensors";
        TrainedNetwork trained = sample();
        addBranchTensors(trained, darkside());
        saveTrainedNetwork(path, trained, darkside());
        network::WeightsFile file = network::readWeights(path);
        file.tensors.erase("conv@dwe.bias");
        network::writeWeights(path, file);
        const QString found = errorMessage([&] { loadTrainedNetwork(path, darkside()); });
        QVERIFY2(found.contains("net.safetensors: ") && found.contains("lack \"conv@dwe.bias\""), qPrintable(found));
        trained.branches.at("conv@dwe.weight").shape = {2, 2, 3, 3};
        QVERIFY(!errorMessage([&] { saveTrainedNetwork(path, trained, darkside()); }).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestBranchTensors)
#include "tst_branch_tensors.moc"
