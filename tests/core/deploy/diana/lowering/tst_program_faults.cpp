// SPDX-License-Identifier: Apache-2.0
// The interpreter is what shows that programs are right, so it must show when they are wrong.
#include "core/integer/executor.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"
#include "tests/core/deploy/diana/lowering/program_interpreter.h"

#include <QTest>

#include <functional>

namespace odimo::deploy {

namespace {

constexpr int l1 = 8 * 1024;

/// A split layer of several row groups and tiles after another one, whose output has orders of its own.
integer::QuantisedNetwork sampleIntegers(const platform::Platform &platform)
{
    network::Network made("sample", {3, 12, 20});
    const int first = made.add("first", samples::chipConvolution(20, 3), {0});
    const int second = made.add("second", samples::chipConvolution(36, 3), {first});
    made.add("classes", network::FullyConnected{.outFeatures = 6},
             {made.add("pool", network::GlobalAveragePool{}, {second})});
    return samples::chipIntegers(made, samples::DrawnSplit::Interleaved, platform);
}

LayerStep &second(ChipProgram &program)
{
    return std::get<LayerStep>(std::ranges::find(program.steps, "second", &ChipStep::name)->operation);
}

struct Fault {
    const char *name;
    std::function<void(ChipProgram &)> seed;
};

std::vector<Fault> faults()
{
    const auto digital = [](auto change) {
        return [change](ChipProgram &p) {
            change(*second(p).digital);
        };
    };
    const auto analog = [](auto change) {
        return [change](ChipProgram &p) {
            change(*second(p).analog);
        };
    };
    return {
        {"a digital shift", digital([](DigitalPart &part) { ++part.shift; })},
        {"a bias", digital([](DigitalPart &part) { part.bias[0] += 1 << part.shift; })},
        {"a permutation that is not folded", digital([](DigitalPart &part) {
             for (std::size_t k = 0; k < part.channels.size(); ++k)
                 std::swap_ranges(part.weights.begin() + static_cast<std::ptrdiff_t>(k * 180),
                                  part.weights.begin() + static_cast<std::ptrdiff_t>(k * 180 + 9),
                                  part.weights.begin() + static_cast<std::ptrdiff_t>(k * 180 + 90));
         })},
        {"channels at another place", digital([](DigitalPart &part) { part.runs.front().to += 1; })},
        {"a halo row that is not loaded", digital([](DigitalPart &part) {
             Window wrong = part.tiles.back().window;
             ++wrong.inputRows.first;
             --wrong.inputRows.count;
             ++wrong.padding.top;
             const Window right = part.tiles.back().window;
             for (DigitalTile &tile : part.tiles)
                 if (tile.window == right)
                     tile.window = wrong;
         })},
        {"an input that is not loaded", digital([](DigitalPart &part) {
             for (std::size_t i = 1; i < part.tiles.size(); ++i)
                 part.tiles[i].loadsInput = false;
         })},
        {"a tile that is left out", digital([](DigitalPart &part) { part.tiles.pop_back(); })},
        {"rows of another tile", digital([](DigitalPart &part) {
             part.tiles.back().window.rows.first = part.tiles.front().window.rows.first;
         })},
        {"input and output in one slot", digital([](DigitalPart &part) { part.output = part.input; })},
        {"units that share L1", analog([](AnalogPart &part) { part.inputOffset = 0; })},
        {"input and codes in one place", analog([](AnalogPart &part) { part.outputOffset = part.inputOffset; })},
        {"a converter's step", analog([](AnalogPart &part) { ++part.divisor; })},
        {"an analog shift", analog([](AnalogPart &part) { ++part.shift; })},
        {"multipliers of other channels", analog([](AnalogPart &part) { std::ranges::reverse(part.multipliers); })},
        {"row groups that are swapped",
         analog([](AnalogPart &part) { std::swap(part.groups[0].runs, part.groups[1].runs); })},
        {"a row group that is left out", analog([](AnalogPart &part) { part.passes.erase(part.passes.begin() + 1); })},
        {"k64 of another group", analog([](AnalogPart &part) { part.groups[1].k64Offset = 0; })},
        {"arena ranges that overlap",
         [](ChipProgram &program) {
             ChipTensor &made = *std::ranges::find(program.tensors, "second", &ChipTensor::name);
             made.offset = std::ranges::find(program.tensors, "first", &ChipTensor::name)->offset;
         }},
    };
}

/// True if all tensors are the executor's.
bool isRight(const ChipProgram &program, const integer::QuantisedNetwork &quantised)
{
    const integer::CodeTensor image = integer::inputCodes(quantised, samples::drawnImage(quantised.network, 3));
    const std::vector<integer::CodeTensor> expected = integer::execute(quantised, image);
    bool right = true;
    const auto compare = [&](const ChipTensor &tensor, const std::vector<std::int16_t> &codes) {
        right = right && codes == expected[static_cast<std::size_t>(*tensor.node)].codes;
    };
    try {
        samples::ProgramInterpreter(program, l1).run(image, compare);
    } catch (const std::exception &) {
        return false;
    }
    return right;
}

} // namespace

class TestProgramFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_platform = samples::drawnPlatform(samples::DrawnArray::Adc);
        m_integers = sampleIntegers(m_platform);
        m_program = *lower(*m_integers, m_platform, {.l1 = l1}).program;
    }

    void theProgramIsRight()
    {
        QVERIFY(isRight(m_program, *m_integers));
        QVERIFY(second(m_program).digital->tiles.size() > 1);
        QVERIFY(second(m_program).analog->groups.size() > 1);
        QVERIFY(second(m_program).analog->k64Made == K64Made::First);
    }

    void seededFaultsAreFound_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < faults().size(); ++i)
            QTest::newRow(faults()[i].name) << static_cast<int>(i);
    }

    void seededFaultsAreFound()
    {
        QFETCH(int, index);
        ChipProgram wrong = m_program;
        faults()[static_cast<std::size_t>(index)].seed(wrong);
        QVERIFY(!isRight(wrong, *m_integers));
    }

private:
    platform::Platform m_platform;
    std::optional<integer::QuantisedNetwork> m_integers;
    ChipProgram m_program;
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestProgramFaults)
#include "tst_program_faults.moc"
