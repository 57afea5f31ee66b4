// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::platform {

/// What a platform file may say, and its author may not have meant.
struct PlatformFinding {
    enum class Severity {
        Note,    ///< So that nobody is surprised.
        Warning, ///< Most likely a mistake.
    };
    Severity severity = Severity::Note;
    std::string text; ///< A sentence.
};

/// Warnings first.
std::vector<PlatformFinding> findingsOf(const Platform &platform);

/// Why training cannot search for mappings onto the platform, as a sentence; absent if it can. Costs, baselines and
/// fronts of costs are known all the same.
std::optional<std::string> searchRefusal(const Platform &platform);

} // namespace odimo::platform
