// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::cli {

/// "warm-up", "strength 0.2" or the name of the baseline.
std::string titleOf(const project::Run &run);

/// "strength 0.2" or the name of the baseline.
std::string titleOf(const std::optional<double> &strength, const std::string &baseline);

/// "warm-up", "search", "fine-tuning"; the other phases have their names.
std::string titleOfPhase(const std::string &phase);

/// "89.12 ± 0.61 %".
std::string accuracyText(std::int64_t correct, std::int64_t total);

} // namespace odimo::cli
