// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/terminal.h"
#include "core/host/front/instant_front.h"

#include <string>

namespace odimo::cli {

/// A predicted front as text: at most `rows` of its mappings, spread over it.
std::string predictedText(const std::vector<host::PredictedEntry> &front, const project::Project &project,
                          mapping::Objective objective, int rows, const Terminal &terminal);

} // namespace odimo::cli
