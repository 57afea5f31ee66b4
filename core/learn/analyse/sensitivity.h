// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/learn/analyse/fitted_weights.h"
#include "core/learn/train/session.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/sensitivity.h"
#include "core/mapping/trained_network.h"

#include <cstdint>
#include <span>

namespace odimo::learn {

/// The images that a sensitivity is estimated from.
struct AnalysisData {
    const data::Images &images;
    std::span<const int> indices;
    std::uint64_t seed = 1; ///< Of the sampled labels.
    torch::Device device = torch::kCPU;
};

/// The expected increase of the loss when a channel moves to another unit: the second-order Fisher term of
/// docs/method.md 8.1, 0.5 mean over the images of s^2 with s = sum over positions of dL/dy * r, y the pre-activation
/// of the channel with everything on the reference units and L the loss of a label that is drawn from what the network
/// itself believes. The disturbance r is what recalibration leaves of the other unit's weights: gain * y_other + offset
/// - y, with the gain and offset that give the channel the mean and spread of y. `trained` must be quantised; a mapping
/// of it is not looked at. `fitted` is what the other units would hold, where they would not hold the rounded weights.
/// Sends Progress of the phase "analyse"; throws StoppedByHost.
mapping::Sensitivity analyseSensitivity(mapping::TrainedNetwork trained, const mapping::CostTable &table,
                                        const std::vector<FittedWeights> &fitted, const AnalysisData &data,
                                        Session &session);

} // namespace odimo::learn
