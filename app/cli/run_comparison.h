// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace odimo::cli {

/// A run by the path of its project.
struct NamedRun {
    std::string project;
    std::int64_t run = 0;
};

/// Prints what sets two runs apart, also of two projects: cost by layer, channels, accuracy, settings. Throws Error as
/// shownProject() and host::differenceOf() do.
void compareRuns(const NamedRun &one, const NamedRun &other, bool asJson);

} // namespace odimo::cli
