// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/lower.h"

#include "core/base/error.h"
#include "core/deploy/diana/lowering/arena.h"
#include "core/integer/integerise.h"
#include "tests/core/deploy/diana/lowering/drawn_chip_network.h"
#include "tests/core/deploy/diana/lowering/program_interpreter.h"

#include <QTest>

#include <map>
#include <set>

namespace odimo::deploy {

namespace {

using samples::DrawnArray;
using samples::DrawnMapped;
using samples::DrawnSplit;

constexpr int drawnNetworks = 40; // Of each row.

/// What programs of drawn networks have in them.
struct Seen {
    std::map<std::string, int> counts;
    void add(const std::string &what) { ++counts[what]; }
};

void note(const ChipProgram &program, Seen &seen)
{
    for (const ChipTensor &tensor : program.tensors) {
        if (tensor.inPlaceOf)
            seen.add("in place");
        if (tensor.partOf)
            seen.add("part");
    }
    for (const ChipStep &step : program.steps) {
        if (const auto *layer = std::get_if<LayerStep>(&step.operation)) {
            if (layer->digital && layer->analog)
                seen.add("split");
            if (layer->digital && layer->digital->scratch)
                seen.add("scattered vector");
            if (layer->digital && layer->digital->runs.size() > 1)
                seen.add("runs");
            for (std::size_t i = 0; layer->digital && i < layer->digital->tiles.size(); ++i) {
                const DigitalTile &tile = layer->digital->tiles[i];
                seen.add(!tile.loadsInput             ? "tiles of channels"
                         : tile.window.rows.first > 0 ? "tiles of rows"
                                                      : "tile");
                if (tile.window.skippedColumns > 0)
                    seen.add("tiles of columns");
            }
            if (layer->analog) {
                if (layer->analog->sums)
                    seen.add("row groups");
                if (layer->analog->gathered)
                    seen.add("gathered");
                if (layer->analog->k64Made == K64Made::Before)
                    seen.add("shared k64");
                if (layer->analog->k64Made == K64Made::PerPass)
                    seen.add("staging");
                if (layer->analog->windows.size() > 1)
                    seen.add("analog rows");
                for (const AnalogPass &pass : layer->analog->passes)
                    if (pass.digitalTiles.count > 0)
                        seen.add("both units in flight");
            }
        } else if (const auto *concatenation = std::get_if<ConcatenationStep>(&step.operation)) {
            for (const ConcatenationStep::Part &part : concatenation->parts)
                seen.add(part.moves ? "copied part" : "computed part");
        } else if (const auto *addition = std::get_if<AdditionStep>(&step.operation)) {
            seen.add(addition->relu ? "relu after an addition" : "addition");
            if (addition->tiles.size() > 1)
                seen.add("tiles of an addition");
        }
    }
}

/// Empty if the program's tensors, in the order of the network, are those of the executor.
std::string differenceOf(const ChipProgram &program, const integer::QuantisedNetwork &quantised, std::uint64_t seed,
                         int l1)
{
    const integer::CodeTensor image = integer::inputCodes(quantised, samples::drawnImage(quantised.network, seed));
    const std::vector<integer::CodeTensor> expected = integer::execute(quantised, image);
    std::set<int> compared;
    std::string difference;
    const auto compare = [&](const ChipTensor &tensor, const std::vector<std::int16_t> &codes) {
        compared.insert(*tensor.node);
        if (difference.empty() && codes != expected[static_cast<std::size_t>(*tensor.node)].codes)
            difference = tensor.name + " (" + network::operatorName(quantised.network.node(*tensor.node).op) + ")";
    };
    std::vector<std::int16_t> output;
    try {
        output = samples::ProgramInterpreter(program, l1).run(image, compare);
    } catch (const std::exception &failure) {
        return failure.what();
    }
    if (difference.empty() && output != expected.back().codes)
        difference = "the output";
    if (difference.empty() && compared.size() != expected.size())
        difference = "not all nodes have a tensor";
    return difference;
}

} // namespace

class TestLower : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTensorOfAProgramIsTheExecutors_data()
    {
        QTest::addColumn<DrawnArray>("array");
        QTest::addColumn<DrawnSplit>("split");
        QTest::addColumn<int>("l1");
        for (const int l1 : {262144, 6144, 3072})
            for (const auto &[name, split] : std::map<std::string, DrawnSplit>{
                     {"random", DrawnSplit::Random},
                     {"interleaved", DrawnSplit::Interleaved},
                     {"one analog", DrawnSplit::OneAnalog},
                     {"one digital", DrawnSplit::OneDigital},
                     {"17 digital", DrawnSplit::SeventeenDigital},
                     {"all digital", DrawnSplit::AllDigital},
                     {"all analog", DrawnSplit::AllAnalog},
                 }) {
                const std::string row = name + ", L1 of " + std::to_string(l1);
                QTest::newRow(row.c_str()) << DrawnArray::Adc << split << l1;
                QTest::newRow((row + ", signed").c_str()) << DrawnArray::AdcOfSignedInputs << split << l1;
            }
    }

    void everyTensorOfAProgramIsTheExecutors()
    {
        QFETCH(DrawnArray, array);
        QFETCH(DrawnSplit, split);
        QFETCH(int, l1);
        const platform::Platform platform = samples::drawnPlatform(array);
        int programs = 0;
        for (std::uint64_t seed = 0; seed < drawnNetworks; ++seed) {
            const DrawnMapped drawn =
                samples::chipMapped(samples::DrawnChipNetwork(seed).draw(), seed, split, platform);
            const integer::QuantisedNetwork quantised =
                integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
            const Lowering made = lower(quantised, platform, {.l1 = l1, .sharedL2 = 1 << 24});
            const std::string where = quantised.network.name() + ": ";
            for (const Refusal &refusal : made.refusals)
                QVERIFY2(refusal.rule == "activation memory" || refusal.rule == "weight memory",
                         (where + toText(refusal)).c_str());
            QCOMPARE(made.program.has_value(), made.refusals.empty());
            if (!made.program)
                continue;
            ++programs;
            note(*made.program, m_seen);
            const std::string difference = differenceOf(*made.program, quantised, seed, l1);
            QVERIFY2(difference.empty(), (where + difference).c_str());
            const MemoryUse &use = made.program->memory;
            const Lowering tight = lower(quantised, platform, {l1, use.weights + use.arena * 2 / 3});
            if (!tight.program)
                continue;
            note(*tight.program, m_seen);
            const std::string inLess = differenceOf(*tight.program, quantised, seed, l1);
            QVERIFY2(inLess.empty(), (where + "with little memory, " + inLess).c_str());
        }
        QVERIFY2(programs > drawnNetworks / 4, std::to_string(programs).c_str());
    }

    /// The drawn programs have all that a program can have.
    void drawnProgramsSaySomething()
    {
        for (const char *what : {"in place",
                                 "part",
                                 "split",
                                 "scattered vector",
                                 "runs",
                                 "tile",
                                 "tiles of channels",
                                 "tiles of rows",
                                 "tiles of columns",
                                 "row groups",
                                 "gathered",
                                 "shared k64",
                                 "staging",
                                 "analog rows",
                                 "both units in flight",
                                 "copied part",
                                 "computed part",
                                 "relu after an addition",
                                 "addition",
                                 "tiles of an addition"})
            QVERIFY2(m_seen.counts[what] > 10,
                     (std::string(what) + ": " + std::to_string(m_seen.counts[what])).c_str());
    }

private:
    Seen m_seen;
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestLower)
#include "tst_lower.moc"
