// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/settings.h"

#include <filesystem>

namespace odimo::cli {

/// Prints what an exploration would do and cost, after timing a few training steps where none of this machine are
/// known. Nothing is written but the cache of these times. Returns the exit code; throws Error as the exploration
/// would.
int dryRun(const std::filesystem::path &project, host::Settings settings, bool json);

} // namespace odimo::cli
