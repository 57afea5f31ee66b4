// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace odimo::host {

/// A mapping that was measured without training, and perhaps after fine-tuning. Accuracies are fractions of the
/// validation set, so that the test set decides nothing.
struct Candidate {
    std::int64_t run = 0;
    double cost = 0;
    double previewAccuracy = 0;
    std::optional<double> tunedAccuracy = {};
    bool isTarget = false; ///< By the user: a target. Such come first, whatever they promise.
};

struct SelectionRule {
    double noise = 0.003;     ///< A difference in accuracy below this says nothing.
    double leastAccuracy = 0; ///< What cannot be expected to reach this is not trained.
    bool operator==(const SelectionRule &) const = default;
};

/// The rule for a validation set of so many images at about this accuracy: docs/method.md 11 found that fine-tuning pays
/// where the preview has lost 0.3 %; on few images 0.6 standard errors, the noise of a gain, where that is more.
SelectionRule selectionRuleFor(double accuracy, std::int64_t validationImages);

struct FineTuning {
    std::int64_t run = 0;
    std::optional<std::int64_t> neighbour = {}; ///< The fine-tuned candidate nearest in cost.
    bool operator==(const FineTuning &) const = default;
};

/// Which candidates to fine-tune next, at most `count`, fewer or none when nothing is left that matters: first those
/// wanted and both ends of the front; then, where the measured front has its largest gap, the candidate in its middle.
/// A candidate matters if its preview has lost more than the noise against the best, or if fine-tuning has lifted even
/// the most expensive one by more than that, and if it can be expected to beat the cheaper ones.
/// Depends on the values alone, so that a repetition decides alike.
std::vector<FineTuning> nextFineTunings(std::span<const Candidate> candidates, const SelectionRule &rule, int count);

} // namespace odimo::host
