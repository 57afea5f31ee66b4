// SPDX-License-Identifier: Apache-2.0
#include "app/cli/schedule_table.h"

#include "app/cli/figures.h"
#include "core/base/grouped_digits.h"
#include "core/deploy/diana/lowering/program_json.h"

#include <algorithm>
#include <array>

namespace odimo::cli {

namespace {

using deploy::Engine;

/// Cycles of a step, or of all.
struct Busy {
    std::array<double, 3> cycles = {}; ///< By Engine.
    double together = 0;               ///< Of both units.

    double &of(Engine engine) { return cycles[static_cast<std::size_t>(engine)]; }
};

/// Entries of one engine do not overlap, so pairs of entries of both units add up to the time of both.
Busy busyIn(const deploy::ChipProgram &program, int step)
{
    std::vector<const deploy::ScheduleEntry *> digital, analog;
    Busy busy;
    for (const deploy::ScheduleEntry &entry : program.schedule) {
        if (entry.step != step)
            continue;
        busy.of(entry.engine) += entry.end_cycles - entry.start_cycles;
        if (entry.engine != Engine::Host)
            (entry.engine == Engine::Digital ? digital : analog).push_back(&entry);
    }
    for (const deploy::ScheduleEntry *one : digital)
        for (const deploy::ScheduleEntry *other : analog)
            busy.together += std::max(0.0, std::min(one->end_cycles, other->end_cycles) -
                                               std::max(one->start_cycles, other->start_cycles));
    return busy;
}

std::string counted(std::size_t count, const std::string &thing)
{
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string jobsText(const deploy::ChipStep &step)
{
    const auto *layer = std::get_if<deploy::LayerStep>(&step.operation);
    if (!layer)
        return deploy::nameOf(step.operation);
    std::string text;
    if (layer->digital)
        text = counted(layer->digital->channels.size(), "digital channel") + " in " +
               counted(layer->digital->tiles.size(), "tile");
    if (layer->analog)
        text += (text.empty() ? "" : ", ") + counted(layer->analog->channels.size(), "analog channel") + " in " +
                std::to_string(layer->analog->passes.size()) +
                (layer->analog->passes.size() == 1 ? " pass" : " passes");
    return text;
}

std::string kilo(double cycles) { return cycles == 0 ? "" : decimal(cycles / 1000, 1); }

std::vector<std::string> cellsOf(const std::string &name, double start, double end, Busy &busy, std::string jobs)
{
    return {name,
            decimal(start / 1000, 1),
            decimal(end / 1000, 1),
            kilo(busy.of(Engine::Host)),
            kilo(busy.of(Engine::Digital)),
            kilo(busy.of(Engine::Analog)),
            kilo(busy.together),
            std::move(jobs)};
}

std::string bytes(int count) { return groupedDigits(std::to_string(count)) + " bytes"; }

} // namespace

Table scheduleTable(const deploy::ChipProgram &program)
{
    Table table({{"step", Align::Left},
                 {"start kcycles"},
                 {"end"},
                 {"host"},
                 {"digital"},
                 {"analog"},
                 {"both units"},
                 {"what", Align::Left}});
    Busy all;
    for (std::size_t i = 0; i < program.steps.size(); ++i) {
        const deploy::ChipStep &step = program.steps[i];
        Busy busy = busyIn(program, static_cast<int>(i));
        table.row(cellsOf(step.name, step.start_cycles, step.end_cycles, busy, jobsText(step)));
        for (const Engine engine : {Engine::Host, Engine::Digital, Engine::Analog})
            all.of(engine) += busy.of(engine);
        all.together += busy.together;
    }
    table.separator();
    table.row(cellsOf("all", 0, program.cycles, all, ""));
    return table;
}

std::string memoryText(const deploy::ChipProgram &program)
{
    const deploy::MemoryUse &use = program.memory;
    const auto stepName = [&](int step) {
        return program.steps[static_cast<std::size_t>(step)].name;
    };
    return "predicted " + withUnit(program.cycles, "cycles") + ", " + withUnit(program.cycles / program.clock_Hz, "s") +
           ", with moves and the host's part\n" + "L1 " + bytes(use.l1) + " at " + stepName(use.l1Step) + "\n" + "L2 " +
           bytes(use.weights) + " of weights, " + bytes(use.arena) + " of activations, most of them at " +
           stepName(use.peakStep) + "\n";
}

} // namespace odimo::cli
