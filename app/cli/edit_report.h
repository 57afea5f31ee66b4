// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/mapping/edit/split_change.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::cli {

/// A mapping before and after its edits. Accuracies are fractions, predicted; absent if the network was not analysed.
struct EditReport {
    mapping::Mapping before;
    mapping::Mapping after;
    std::vector<std::string> edits; ///< What was done, one sentence each.
    std::optional<double> accuracyBefore;
    std::optional<double> accuracyAfter;
};

/// The edits, a table of costs and accuracies before and after, and the layers of the edited mapping.
std::string textOf(const EditReport &report, const mapping::CostTable &costs);

/// {"edits", "moved_channels", "before": {cost and "predicted_accuracy"}, "after", "mapping"}
Json toJson(const EditReport &report, const mapping::CostTable &costs);

} // namespace odimo::cli
