// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/program_timeline.h"

#include "core/deploy/diana/lowering/program_json.h"
#include "core/deploy/diana/lowering/unit_roles.h"

#include <algorithm>
#include <array>
#include <map>

namespace odimo::deploy {

namespace {

mapping::Activity activityOf(const std::string &what)
{
    constexpr std::array moves = {"load", "store", "pack", "unpack", "copy", "flatten", "gather", "place channels"};
    if (std::ranges::find(moves, what) != moves.end())
        return mapping::Activity::Move;
    return what == "convert layout" ? mapping::Activity::Convert : mapping::Activity::Compute;
}

/// The lanes without spans, and the place of each engine among them.
std::map<Engine, std::size_t> addLanes(mapping::Timeline &timeline, const platform::Platform &platform)
{
    std::map<Engine, std::size_t> places;
    const std::vector<UnitRole> roles = unitRoles(platform);
    for (std::size_t unit = 0; unit < roles.size(); ++unit) {
        if (roles[unit] == UnitRole::None)
            continue;
        places.emplace(roles[unit] == UnitRole::Digital ? Engine::Digital : Engine::Analog, timeline.lanes.size());
        timeline.lanes.push_back({.name = platform.units[unit].name, .unit = static_cast<int>(unit)});
    }
    places.emplace(Engine::Host, timeline.lanes.size());
    timeline.lanes.push_back({.name = nameOf(Engine::Host)});
    return places;
}

} // namespace

mapping::Timeline timelineOf(const ChipProgram &program, const platform::Platform &platform)
{
    mapping::Timeline timeline{.clock_Hz = program.clock_Hz, .cycles = program.cycles};
    const std::map<Engine, std::size_t> places = addLanes(timeline, platform);
    for (const ChipStep &step : program.steps)
        timeline.steps.push_back({.name = step.name,
                                  .isLayer = std::holds_alternative<LayerStep>(step.operation),
                                  .begin_cycles = step.start_cycles,
                                  .end_cycles = step.end_cycles});
    for (const ScheduleEntry &entry : program.schedule)
        timeline.lanes[places.at(entry.engine)].spans.push_back({.step = static_cast<std::size_t>(entry.step),
                                                                 .begin_cycles = entry.start_cycles,
                                                                 .end_cycles = entry.end_cycles,
                                                                 .activity = activityOf(entry.what),
                                                                 .what = entry.what,
                                                                 .index = entry.index});
    return mapping::completed(std::move(timeline));
}

} // namespace odimo::deploy
