// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

#include <string>
#include <vector>

namespace odimo::mapping {

/// What each unit would cost one layer in accuracy.
struct LayerSensitivity {
    std::string layer;
    /// penalty[unit][channel]: the expected increase of the loss, in nats, when this unit computes the channel instead
    /// of the reference unit; 0 or more, and 0 on the reference unit. Empty if the unit may not take the layer.
    std::vector<std::vector<double>> penalty;
    bool operator==(const LayerSensitivity &) const = default;
};

/// What an analysis of a trained network has found: the penalties of the channels of a mapping add up to the predicted
/// increase of its loss over all channels on the reference unit (second-order Fisher term, docs/method.md 8.1).
struct Sensitivity {
    int images = 0;                       ///< That it was estimated from; 0 for a rule that looks at none.
    std::vector<LayerSensitivity> layers; ///< In the order of the cost table.
    bool operator==(const Sensitivity &) const = default;
};

/// The plain rule that a prediction must beat: a channel's penalty is its number of weights over that of the network,
/// on every branch but the reference branch of the layer; where a branch computes another operator, only the weights
/// that it does without.
Sensitivity weightCountSensitivity(const CostTable &table);

/// The predicted increase of the loss of a mapping, in nats. Throws Error if it does not fit the sensitivity.
double penaltyOf(const Sensitivity &sensitivity, const Mapping &mapping);

/// {"schema": 1, "images": 2000, "layers": [{"name", "penalties": {"digital": [...], "analog": [...]}}]}
Json toJson(const Sensitivity &sensitivity, const platform::Platform &platform);

/// The inverse, strict: throws Error with the path of the field. Whether it fits a network is checkSensitivity's
/// question.
Sensitivity sensitivityFromJson(const Json &json, const platform::Platform &platform, const std::string &where);

/// Throws Error unless layers, units and channels are those of the table and every penalty is finite and not negative.
void checkSensitivity(const Sensitivity &sensitivity, const CostTable &table);

} // namespace odimo::mapping
