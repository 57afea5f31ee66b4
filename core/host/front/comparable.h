// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// What two projects must share for their figures to be compared.
enum class ComparedPart {
    Network,  ///< For accuracies and costs.
    Data,     ///< For accuracies.
    Layout,   ///< The layout mode, for costs.
    Platform, ///< For accuracies and costs.
};

/// A part that two projects do not share.
struct PartDifference {
    ComparedPart part;
    std::string here, there; ///< Names; equal if the parts of both are called the same and differ all the same.

    bool concernsAccuracies() const { return part != ComparedPart::Layout; }
    bool concernsCosts() const { return part != ComparedPart::Data; }
    bool operator==(const PartDifference &) const = default;
};

/// All that keeps the figures of two projects from being compared. Accuracies compare on the same network, data and
/// platform, costs on the same network and platforms that count the same. Empty if everything can be compared.
std::vector<PartDifference> differentParts(const project::Setup &shown, const project::Setup &other);
/// "it is about the network resnet20, not resnet8, so accuracies and costs cannot be compared"
std::string textOf(const PartDifference &difference);
/// By part ("network", "data", "layout mode", "platform") both names and the sentence.
Json toJson(const std::vector<PartDifference> &differences);

/// Why the fronts of two projects do not belong into one picture, as a sentence without its full stop; absent if they
/// do.
std::optional<std::string> whyNotComparable(const project::Setup &shown, const project::Setup &other);

} // namespace odimo::host
