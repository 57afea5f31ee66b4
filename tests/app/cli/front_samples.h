// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"

namespace odimo::samples {

inline project::Setup setup()
{
    project::Setup setup{.networkName = "resnet8",
                         .network = network::zooNetwork("resnet8"),
                         .data = "synthetic",
                         .classes = {},
                         .platform = platform::loadPlatform("diana"),
                         .provenance = {}};
    return setup;
}

inline mapping::CostTable costs(const project::Setup &setup)
{
    return mapping::makeCostTable(network::simplify(setup.network), setup.platform);
}

/// Half the cost of `reference` at 90 %, all of it at 92 %, and a dominated point.
inline host::Front front(const mapping::MappingCost &reference)
{
    const auto entry = [&](std::int64_t run, double share, double accuracy) {
        host::FrontEntry made;
        made.run = run;
        made.strength = 0.2;
        made.accuracy = accuracy;
        made.interval = {.low = accuracy - 0.01, .high = accuracy + 0.01};
        made.cost.latency_cycles = share * reference.latency_cycles;
        made.cost.latency_ms = share * reference.latency_ms;
        made.cost.energy_uJ = share * reference.energy_uJ;
        return made;
    };
    host::Front front;
    front.reference = {.cost = 1.1 * reference.latency_cycles, .accuracy = 0.1};
    front.hypervolume = 0.25 * front.reference.cost * 0.9;
    front.points = {entry(3, 0.5, 0.90), entry(5, 1, 0.92), entry(4, 0.75, 0.89)};
    front.points[1].strength = std::nullopt;
    front.points[1].baseline = "all-digital";
    front.points[2].dominated = true;
    return front;
}

} // namespace odimo::samples
