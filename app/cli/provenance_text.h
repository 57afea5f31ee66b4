// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/execution.h"

#include <string>
#include <vector>

namespace odimo::cli {

/// "identical: 87.65 % of 10,000 images both times, ..."
std::string repetitionText(const project::Repetition &repetition);

/// Who computed a run: a line for each phase; nothing for a run of an earlier version.
std::string executionsText(const std::vector<project::Execution> &executions);

} // namespace odimo::cli
