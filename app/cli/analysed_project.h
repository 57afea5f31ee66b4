// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/executor_options.h"

#include <string>

namespace odimo::cli {

/// Makes the analysis of a project if it has none yet, by a worker; Ctrl-C stops it. Throws Error as host::addAnalysis.
void requireAnalysis(const std::string &project, const ExecutorOptions &executors);

} // namespace odimo::cli
