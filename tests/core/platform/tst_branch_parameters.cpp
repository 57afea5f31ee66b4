// SPDX-License-Identifier: Apache-2.0
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/branch_parameters.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::platform;

namespace {

using Sizes = std::vector<std::int64_t>;

network::Network resnet() { return network::zooNetwork("resnet8:width=4", {.classes = 4}); }

/// Of the folded network, all values 1.
network::Parameters ones()
{
    network::Parameters parameters;
    for (const auto &[name, sizes] : branchParameterShapes(network::simplify(resnet()), loadPlatform("darkside"))) {
        std::size_t count = 1;
        for (const std::int64_t size : sizes)
            count *= static_cast<std::size_t>(size);
        parameters[name] = {sizes, std::vector<float>(count, 1)};
    }
    return parameters;
}

} // namespace

class TestBranchParameters : public QObject {
    Q_OBJECT

private slots:
    void kernelsHaveTensorsOfTheirOwn()
    {
        const Platform darkside = loadPlatform("darkside");
        const auto folded = branchParameterShapes(network::simplify(resnet()), darkside);
        QCOMPARE(folded.at("stage1.block0.conv1@dwe.weight"), (Sizes{4, 1, 3, 3}));
        QCOMPARE(folded.at("stage1.block0.conv1@dwe.bias"), (Sizes{4}));
        QVERIFY(!folded.contains("stage2.block0.conv1@dwe.weight")); // From 4 channels to 8.
        QVERIFY(!folded.contains("stage1.block0.conv1@cluster.weight"));
        QVERIFY(branchParameterShapes(network::simplify(resnet()), loadPlatform("diana")).empty());
    }

    void eachBranchHasItsNormalisation()
    {
        const auto shapes = branchParameterShapes(resnet(), loadPlatform("darkside"));
        for (const char *parameter : {"weight", "bias", "running_mean", "running_var"})
            QCOMPARE(shapes.at(std::string("stage1.block0.bn1@dwe.") + parameter), (Sizes{4}));
        QVERIFY(!shapes.contains("stage1.block0.conv1@dwe.bias"));
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("message");
        QTest::newRow("missing")
            << "missing"
            << "the weights of resnet8:width=4 on the units of darkside lack \"stage1.block0.conv1@dwe.weight\"";
        QTest::newRow("shape") << "shape"
                               << "\"stage1.block0.conv1@dwe.weight\" has the shape [4, 4, 3, 3]";
        QTest::newRow("unknown") << "unknown"
                                 << "have \"layer9@dwe.weight\", which the network does not use";
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QString, change);
        QFETCH(QString, message);
        network::Parameters parameters = ones();
        const network::Network network = network::simplify(resnet());
        checkBranchParameters(network, parameters, loadPlatform("darkside"));
        checkBranchParameters(network, {}, loadPlatform("darkside"));
        if (change == "missing")
            parameters.erase("stage1.block0.conv1@dwe.weight");
        if (change == "shape")
            parameters["stage1.block0.conv1@dwe.weight"].shape = {4, 4, 3, 3};
        if (change == "unknown")
            parameters["layer9@dwe.weight"] = {{1}, {1}};
        const QString found =
            errorMessage([&] { checkBranchParameters(network, parameters, loadPlatform("darkside")); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    /// A file would hold two tensors of one name.
    void refusesNodesWithTheNameOfATensor()
    {
        network::Network network("named", {.channels = 4, .height = 5, .width = 5});
        const network::Convolution op{.outChannels = 4, .kernel = {3, 3}, .padding = {1, 1, 1, 1}};
        network.add("conv", op, {0});
        const int other = network.add("conv@dwe", op, {1});
        network.add("pool", network::GlobalAveragePool{}, {other});
        const QString found = errorMessage([&] { branchParameterShapes(network, loadPlatform("darkside")); });
        QVERIFY2(found.contains("the node conv@dwe has the name that the tensors of conv have"), qPrintable(found));
        QCOMPARE(nodeOfBranchTensor("conv@dwe@dwe.weight", network), other);
        QCOMPARE(nodeOfBranchTensor("conv@cluster.weight", network), 1);
    }
};

QTEST_APPLESS_MAIN(TestBranchParameters)
#include "tst_branch_parameters.moc"
