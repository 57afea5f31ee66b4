// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo.h"
#include "core/platform/branch.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::platform;

class TestBranch : public QObject {
    Q_OBJECT

private slots:
    void aLayerHasABranchForEachUnitThatMayTakeIt()
    {
        const Platform diana = loadPlatform("diana");
        Layer layer = samples::layer({.name = "conv", .inChannels = 16, .outChannels = 16, .kernelX = 3, .kernelY = 3});
        const std::vector<Branch> both = branchesOf(layer, diana);
        QCOMPARE(both.size(), std::size_t{2});
        for (const Branch &branch : both) {
            QVERIFY(branch.format == diana.units[static_cast<std::size_t>(branch.unit)].format);
            QVERIFY(branch.operation == Operation::Same && branch.geometry == layer.geometry);
        }
        layer.readsSigned = true; // The analog array reads no codes below 0.
        const std::vector<Branch> one = branchesOf(layer, diana);
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one.front().unit, diana.unitNamed("digital"));
    }

    /// The depthwise engine of Darkside takes channels of convolutions whose outputs are as many as their inputs.
    void aUnitMayComputeAnotherOperator()
    {
        const Platform darkside = loadPlatform("darkside");
        Layer layer = samples::layer({.name = "conv", .inChannels = 16, .outChannels = 16, .kernelX = 3, .kernelY = 3});
        const std::vector<Branch> branches = branchesOf(layer, darkside);
        QCOMPARE(branches.size(), std::size_t{2});
        const Branch &full = branches[0], &diagonal = branches[1];
        QVERIFY(full.operation == Operation::Same && full.form() == WeightForm::Full);
        QVERIFY(full.geometry == layer.geometry);
        QCOMPARE(full.weightsPerChannel(), 9 * 16);
        QCOMPARE(diagonal.unit, darkside.unitNamed("dwe"));
        QVERIFY(diagonal.operation == Operation::Depthwise && diagonal.form() == WeightForm::Diagonal);
        QCOMPARE(diagonal.geometry.groups, 16);
        QCOMPARE(diagonal.weightsPerChannel(), 9);
        QCOMPARE(referenceBranch(branches, darkside), std::size_t{0});
    }

    void saysWhyNoOtherOperatorStandsIn_data()
    {
        QTest::addColumn<int>("inChannels");
        QTest::addColumn<int>("kernel");
        QTest::addColumn<bool>("dilated");
        QTest::addColumn<QString>("reason");
        QTest::newRow("inputs") << 8 << 3 << false << "only where a layer has as many inputs as outputs, not 8 and 16";
        QTest::newRow("kernel") << 16 << 5 << false << "the kernel must be 3x3, not 5x5";
        QTest::newRow("dilation") << 16 << 3 << true << "only for kernels without gaps, and this one is dilated";
    }
    void saysWhyNoOtherOperatorStandsIn()
    {
        QFETCH(int, inChannels);
        QFETCH(int, kernel);
        QFETCH(bool, dilated);
        QFETCH(QString, reason);
        const Platform darkside = loadPlatform("darkside");
        const Layer layer = samples::layer({.name = "conv",
                                            .inChannels = inChannels,
                                            .outChannels = 16,
                                            .kernelX = kernel,
                                            .kernelY = kernel,
                                            .dilated = dilated});
        const QString found = QString::fromStdString(darkside.refusal(layer, 1).value_or(""));
        QVERIFY2(found.endsWith(reason), qPrintable(found));
        QCOMPARE(branchesOf(layer, darkside).size(), std::size_t{1});
    }

    void knowsTheLayersThatMayBeComputedDepthwise()
    {
        const network::Network network = network::zooNetwork("mobilenet_v1_darkside:width=0.25");
        const std::vector<bool> onDarkside = depthwiseNodes(network, loadPlatform("darkside"));
        QCOMPARE(std::ranges::count(onDarkside, true), 8);
        QVERIFY(onDarkside[static_cast<std::size_t>(network.find("block5.convolution"))]);
        QCOMPARE(std::ranges::count(depthwiseNodes(network, loadPlatform("diana")), true), 0);
    }

    /// Whatever the bits.
    void aStatedReferenceComesFirst()
    {
        Platform platform = samples::threeUnits();
        platform.statedReference = 2;
        QCOMPARE(platform.referenceOrder(), (std::vector{2, 0, 1}));
        QCOMPARE(platform.referenceUnit(), 2);
    }

    /// Whatever the order of the units.
    void theReferenceBranchHasTheMostWeightBits()
    {
        const Layer layer = samples::layer({.name = "conv", .inChannels = 16, .outChannels = 16});
        Platform platform = samples::threeUnits();
        for (int turn = 0; turn < 2; ++turn) {
            const std::vector<Branch> branches = branchesOf(layer, platform);
            QVERIFY(branches.size() > 1);
            const Branch &reference = branches[referenceBranch(branches, platform)];
            for (const Branch &branch : branches)
                QVERIFY(branch.format.weightBits <= reference.format.weightBits);
            std::ranges::reverse(platform.units);
        }
    }
};

QTEST_APPLESS_MAIN(TestBranch)
#include "tst_branch.moc"
