// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/values/report.h"

#include <span>
#include <string>
#include <vector>

namespace odimo::report {

/// Words as a POSIX shell reads them back: one that has anything but harmless characters is quoted, so that no name is
/// a command.
std::string shellLine(std::span<const std::string> words);

/// What a user types to get the project, the runs that were chosen and this report again. An exploration whose plan was
/// fitted to the time of a machine is told with the plan that came of it.
std::vector<std::string> reproducingCommands(const project::Project &project, const Report &report);

} // namespace odimo::report
