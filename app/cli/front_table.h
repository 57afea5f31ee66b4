// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "core/host/front/front.h"

#include <cstddef>
#include <string>
#include <vector>

namespace odimo::cli {

/// The best points of a running exploration, at most `rows` of them: accuracy, cost relative to all channels on the
/// reference unit, and where they come from.
Table shortFrontTable(const host::Front &front, const mapping::CostTable &costs, std::size_t rows);

/// The front as a heading, a table of all points (the dominated ones below a line) and the hypervolume.
std::string frontText(const host::Front &front, const project::Setup &setup, const mapping::CostTable &costs,
                      const Terminal &terminal);

} // namespace odimo::cli
