// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/evaluation.h"
#include "core/base/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace odimo::cli {

/// How two ways to compute a run differ, image by image.
struct Difference {
    Computation one;
    Computation other;
    std::int64_t images = 0;     ///< All.
    std::int64_t decided = 0;    ///< Of these, with another class; of equal logits the first decides.
    std::int64_t withLogits = 0; ///< With any other logit.

    /// Fake quantisation and integers compute the same numbers.
    bool mustBeNone() const;
};

/// Of each two that differ in one respect: in the numerics (float has no array) or in the array.
std::vector<Difference> differencesOf(const std::vector<Evaluation> &evaluations);

/// A sentence for each difference that must not be.
std::vector<std::string> contradictionsOf(const std::vector<Difference> &differences);

/// For people. `hasConverters` is that of the platform: an ideal array is then for comparison alone, and the text says
/// so.
std::string evaluationText(const std::vector<Evaluation> &evaluations, bool hasConverters);

/// Of one way {"run", "split", "numerics", "array", "accuracy", ...}; of several {"run", "split", "results",
/// "differences", "findings"}.
Json evaluationToJson(std::int64_t run, const std::vector<Evaluation> &evaluations);

} // namespace odimo::cli
