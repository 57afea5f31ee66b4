// SPDX-License-Identifier: Apache-2.0
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
            QVERIFY(branch.operation == layer.kind && branch.geometry == layer.geometry);
        }
        layer.readsSigned = true; // The analog array reads no codes below 0.
        const std::vector<Branch> one = branchesOf(layer, diana);
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one.front().unit, diana.unitNamed("digital"));
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
