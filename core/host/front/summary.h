// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"

#include <optional>
#include <string>

namespace odimo::host {

/// What a front has come to, in one sentence for the user.
struct FrontSummary {
    std::string sentence;                 ///< "9 mappings on the front; 31 % less latency for 0.4 % accuracy: run 12".
    std::optional<std::int64_t> run = {}; ///< The run that it names.
};

/// The most accurate of the measured mappings that cost as much as the reference; null if there is none.
const FrontEntry *measuredReference(const Front &front, const mapping::Cost &reference);

/// `reference` is the cost of all channels on the reference unit, with which the front is compared: the run that is
/// named is the cheapest that loses at most one percentage point of accuracy against it, or the one that loses least.
/// None is named if the reference was not measured or nothing on the front is cheaper.
FrontSummary summaryOf(const Front &front, const mapping::Cost &reference);

} // namespace odimo::host
