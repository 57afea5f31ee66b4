// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/arena.h"

#include "tests/core/deploy/diana/lowering/chip_samples.h"

#include <QTest>

namespace odimo::deploy {

namespace {

using samples::DrawnSplit;

/// Two branches that are joined, and a residual block.
ChipProgram sampleProgram()
{
    network::Network made("sample", {3, 8, 8});
    const int stem = made.add("stem", samples::chipConvolution(16, 3), {0});
    const int left = made.add("left", samples::chipConvolution(8, 3), {stem});
    const int right = made.add("right", samples::chipConvolution(8, 1), {stem});
    const int joined = made.add("joined", network::Concatenation{}, {left, right});
    const int branch = made.add("branch", samples::chipConvolution(16, 3), {joined});
    const int sum = made.add("sum", network::Addition{}, {branch, joined});
    made.add("classes", network::FullyConnected{.outFeatures = 4},
             {made.add("pool", network::GlobalAveragePool{}, {sum})});
    const platform::Platform platform = samples::chipPlatform();
    return lowered(samples::chipIntegers(made, DrawnSplit::Interleaved, platform), platform);
}

ChipTensor &tensorNamed(ChipProgram &program, const std::string &name)
{
    return *std::ranges::find(program.tensors, name, &ChipTensor::name);
}

} // namespace

class TestArena : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsOfConcatenationsAreComputedInTheirPlace()
    {
        ChipProgram program = sampleProgram();
        const ChipTensor &joined = tensorNamed(program, "joined");
        QCOMPARE(tensorNamed(program, "left").offset, joined.offset);
        QCOMPARE(tensorNamed(program, "right").offset, joined.offset + 8 * 8 * 16);
        QCOMPARE(program.tensor(*tensorNamed(program, "right").partOf).name, std::string("joined"));
    }

    void anAdditionTakesThePlaceOfAnInputThatEndsWithIt()
    {
        ChipProgram program = sampleProgram();
        QVERIFY(tensorNamed(program, "sum").inPlaceOf.has_value());
        QCOMPARE(tensorNamed(program, "sum").offset, program.tensor(*tensorNamed(program, "sum").inPlaceOf).offset);
    }

    void reachesTheLowerBoundHere()
    {
        const ChipProgram program = sampleProgram();
        QCOMPARE(program.memory.arena, program.memory.arenaLowerBound);
        QVERIFY(program.memory.peakStep > 0);
        QVERIFY(arenaFaults(program).empty());
    }

    /// The proof tells every tensor that is moved onto another one that lives at the same time, every range that ends
    /// too early, and every place out of bounds.
    void theProofFindsSeededFaults()
    {
        const ChipProgram right = sampleProgram();
        int moved = 0, shortened = 0;
        for (std::size_t index = 0; index < right.tensors.size(); ++index) {
            ChipProgram wrong = right;
            ChipTensor &tensor = wrong.tensors[index];
            for (const ChipTensor &other : right.tensors)
                if (other.firstStep <= tensor.firstStep && other.lastStep >= tensor.firstStep &&
                    (other.offset >= tensor.offset + tensor.bytes || tensor.offset >= other.offset + other.bytes)) {
                    tensor.offset = other.offset;
                    QVERIFY2(!arenaFaults(wrong).empty(), (tensor.name + " onto " + other.name).c_str());
                    tensor.offset = right.tensors[index].offset;
                    ++moved;
                }
            if (tensor.lastStep > tensor.firstStep) {
                --tensor.lastStep;
                QVERIFY2(!arenaFaults(wrong).empty(), tensor.name.c_str());
                ++tensor.lastStep;
                ++tensor.firstStep;
                QVERIFY2(!arenaFaults(wrong).empty(), tensor.name.c_str());
                --tensor.firstStep;
                ++shortened;
            }
            tensor.offset += 8;
            QVERIFY2(!arenaFaults(wrong).empty(), tensor.name.c_str());
            tensor.offset = wrong.memory.arena;
            QVERIFY2(!arenaFaults(wrong).empty(), tensor.name.c_str());
        }
        QVERIFY(moved > 10 && shortened > 5);
        ChipProgram wrong = right;
        tensorNamed(wrong, "sum").inPlaceOf.reset();
        QCOMPARE(arenaFaults(wrong).size(), std::size_t{1});
        wrong = right;
        tensorNamed(wrong, "left").partOf.reset();
        QVERIFY(!arenaFaults(wrong).empty());
    }
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestArena)
#include "tst_arena.moc"
