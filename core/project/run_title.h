// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::project {

/// "strength 0.2", or the name of the engine or the baseline, as the project holds it: it may have characters that are
/// not to be printed.
std::string titleOf(const std::optional<double> &strength, const std::string &baseline, const std::string &engine);

/// The same of a run, "warm-up" for that.
std::string titleOf(const Run &run);

} // namespace odimo::project
