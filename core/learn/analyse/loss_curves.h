// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/analyse/sensitivity.h"

namespace odimo::learn {

/// The loss of a supernet (docs/method.md 8.6) by the number of channels of a layer on a branch with tensors of its
/// own.
struct LossCurve {
    std::string layer;
    int unit = 0;
    std::vector<int> others; ///< Numbers of channels, the first ones, that stay on the layer's own operator; ascending.
    std::vector<double> loss; ///< Of each in nats, the other layers drawn at random; it does not rise with the number.
};

/// Measured for integer weights and activations, with the mean and spread that each channel was trained to give, as
/// recalibration has them. All numbers of a layer meet the same images and the same draws. `trained` must be quantised
/// and a supernet; a mapping of it is not looked at. Sends Progress of the phase "analyse"; throws StoppedByHost.
std::vector<LossCurve> measureLossCurves(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                         const AnalysisData &data, Session &session);

/// The penalties of channels that add up to the curves, from the last channel on, in place of those that `sensitivity`
/// has for the layers and units of the curves.
mapping::Sensitivity withCurves(mapping::Sensitivity sensitivity, const std::vector<LossCurve> &curves);

} // namespace odimo::learn
