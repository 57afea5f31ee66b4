// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::host {

/// What it takes to compute a run of a project again, read from the settings that the run keeps.
struct RepeatableRun {
    project::Run run;
    std::vector<protocol::TaskKind> phases; ///< One after the other; each starts from what the one before has left.
    std::optional<std::int64_t> warmup;     ///< The run whose weights the first of them starts from.
    std::optional<std::int64_t> neighbour;  ///< The run whose weights its fine-tuning may start from.
    Settings settings;                      ///< With the values that decide its result,
    Plan plan;                              ///< and so here: the rest is as for any exploration.
};

/// Throws Error if the run cannot be repeated, saying why: nothing has been measured of it yet, its strength was
/// changed while it was searched, another run did its fine-tuning, or what it started from is not in the project any
/// more.
RepeatableRun repeatableRun(const project::Project &project, std::int64_t run);

} // namespace odimo::host
