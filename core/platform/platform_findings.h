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

/// True if a unit computes channels of a layer by another operator or leaves them out. What a network loses by it is no
/// small disturbance, so that predicted fronts are rough.
bool changesOperators(const Platform &platform);

/// Why mapping and weights cannot be trained together for the platform, as a sentence; absent if they can. Engines that
/// propose mappings from an analysis know all platforms.
std::optional<std::string> searchRefusal(const Platform &platform);

} // namespace odimo::platform
