// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/comparison.h"

#include <string>

namespace odimo::cli {

/// The comparison as Markdown, under `title`: what was run, each engine's hypervolume and time, the hypervolume while
/// time passes, and every front with its 95 % intervals.
std::string comparisonText(const std::string &title, const ComparisonRequest &request,
                           const std::vector<MethodResult> &results);

} // namespace odimo::cli
