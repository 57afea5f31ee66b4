// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/lower.h"

#include "core/base/error.h"
#include "core/deploy/diana/lowering/arena.h"
#include "core/deploy/diana/lowering/program_builder.h"
#include "core/deploy/diana/lowering/program_schedule.h"

#include <limits>

namespace odimo::deploy {

namespace {

/// Ways to use L2, the fastest first: each takes less memory and has the host convert more often.
std::vector<BuildingLimits> waysToUse(int l1)
{
    constexpr int any = std::numeric_limits<int>::max();
    std::vector<BuildingLimits> ways{{l1, true, any}, {l1, false, any}};
    for (int staging = 64 * 1024; staging >= 2 * 1024; staging /= 2)
        ways.push_back({l1, false, staging});
    return ways;
}

int bytesTooMany(const ChipProgram &program, ChipMemory memory)
{
    return program.memory.arena + program.memory.weights - memory.sharedL2;
}

Refusal overflowOf(const ChipProgram &program, ChipMemory memory)
{
    const MemoryUse &use = program.memory;
    return {program.steps[static_cast<std::size_t>(use.peakStep)].name, "shared memory",
            std::to_string(use.weights) + " bytes of weights and " + std::to_string(use.arena) +
                " of activations, most of them at this layer: " + std::to_string(bytesTooMany(program, memory)) +
                " too many",
            std::to_string(memory.sharedL2) + " bytes", "Use a smaller network or a smaller image."};
}

} // namespace

Lowering lower(const integer::QuantisedNetwork &network, const platform::Platform &platform, ChipMemory memory)
{
    Lowering made{std::nullopt, refusalsOf(network, platform)};
    if (!made.refusals.empty())
        return made;
    for (const BuildingLimits &way : waysToUse(memory.l1)) {
        BuiltProgram built = buildProgram(network, platform, way);
        made.refusals = std::move(built.refusals);
        if (!made.refusals.empty())
            return made; // L1 does not depend on the way.
        placeTensors(built.program);
        if (bytesTooMany(built.program, memory) > 0) {
            made.refusals.push_back(overflowOf(built.program, memory));
            continue;
        }
        if (const std::vector<std::string> faults = arenaFaults(built.program); !faults.empty())
            throw Error("The memory plan of the network " + built.program.name + " is wrong: " + faults.front());
        scheduleSteps(built.program, built.timings);
        made.program = std::move(built.program);
        return made;
    }
    return made;
}

ChipProgram lowered(const integer::QuantisedNetwork &network, const platform::Platform &platform, ChipMemory memory)
{
    Lowering made = lower(network, platform, memory);
    if (made.program)
        return std::move(*made.program);
    std::string text = "The chip cannot compute the network " + network.network.name() + ":";
    for (const Refusal &refusal : made.refusals)
        text += "\n" + toText(refusal);
    throw Error(text);
}

} // namespace odimo::deploy
