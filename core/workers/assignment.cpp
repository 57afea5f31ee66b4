// SPDX-License-Identifier: Apache-2.0
#include "core/workers/assignment.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace odimo::workers {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Where nothing is known of an executor, its free places are the best, as they teach something.
double endOn(const Place &place, const ExpectedSeconds &task)
{
    const std::optional<double> &expected = task[place.executor];
    if (!place.free_s)
        return expected.value_or(0);
    return expected ? *place.free_s + *expected : never;
}

} // namespace

std::vector<Assignment> assign(std::vector<Place> places, const std::vector<ExpectedSeconds> &tasks)
{
    std::vector<Assignment> begun;
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        const auto best =
            std::ranges::min_element(places, {}, [&](const Place &place) { return endOn(place, tasks[task]); });
        if (best == places.end() || !std::isfinite(endOn(*best, tasks[task])))
            continue;
        if (!best->free_s)
            begun.push_back({.task = task, .executor = best->executor});
        best->free_s = best->free_s.value_or(0) + tasks[task][best->executor].value_or(never);
    }
    return begun;
}

} // namespace odimo::workers
