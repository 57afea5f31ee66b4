// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::host {

/// What a run has come to, the first time or again.
struct RunResult {
    project::Measurement test;
    std::optional<mapping::Mapping> mapping = {};
    std::optional<std::string> weights = {};    ///< Digest of those it ended with; absent if they are not kept.
    std::optional<protocol::Hello> worker = {}; ///< Absent if nobody wrote down who computed it.
};

struct Judgement {
    project::Verdict verdict;
    std::string explanation; ///< "87.65 % of 10,000 images both times, with the same weights bit by bit"
};

/// Compares by accuracy (with the interval of mapping::accuracyDifference), mapping and weights, and names what was
/// different where it was computed.
Judgement judge(const RunResult &first, const RunResult &again);

} // namespace odimo::host
