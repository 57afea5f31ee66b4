// SPDX-License-Identifier: Apache-2.0
#include "app/cli/selected_front.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace odimo::cli {

namespace {

/// Of what was trained before the test accuracy was measured too.
std::optional<double> validationAccuracy(std::span<const project::Run> runs, const host::FrontEntry &entry)
{
    const auto run = std::ranges::find(runs, entry.run, &project::Run::id);
    if (run == runs.end())
        return std::nullopt;
    std::optional<double> latest;
    for (const project::Measurement &each : run->measurements)
        if (each.split == "validation" && each.phase == entry.phase)
            latest = each.accuracy();
    return latest;
}

} // namespace

host::Front selectedFront(std::span<const project::Run> runs, const host::Front &all, Source source)
{
    host::Front front{.objective = all.objective, .reference = all.reference, .points = {}};
    std::vector<mapping::FrontPoint> validated;
    for (const host::FrontEntry &entry : all.points) {
        const std::optional<double> accuracy = validationAccuracy(runs, entry);
        if (!accuracy || entry.baseline.empty() != (source == Source::Engine))
            continue;
        front.points.push_back(entry);
        validated.push_back({.id = entry.run, .cost = entry.cost.value(front.objective), .accuracy = *accuracy});
    }
    std::vector<mapping::FrontPoint> chosen;
    for (std::size_t i = 0; i < validated.size(); ++i) {
        host::FrontEntry &entry = front.points[i];
        entry.dominated = std::ranges::any_of(
            validated, [&](const mapping::FrontPoint &other) { return mapping::dominates(other, validated[i]); });
        if (!entry.dominated)
            chosen.push_back({.id = entry.run, .cost = validated[i].cost, .accuracy = entry.accuracy});
    }
    std::ranges::sort(front.points, {}, [&](const host::FrontEntry &entry) {
        return std::tuple(entry.dominated, entry.cost.value(front.objective), -entry.accuracy, entry.run);
    });
    front.hypervolume = mapping::hypervolume(chosen, front.reference);
    return front;
}

} // namespace odimo::cli
