// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/pareto.h"

#include <span>
#include <vector>

namespace odimo::mapping {

/// A mapping whose accuracy was measured.
struct MeasuredPenalty {
    double penalty = 0;  ///< Predicted increase of its loss, nats.
    double accuracy = 0; ///< Fraction.
};

/// Turns predicted increases of the loss into accuracies by the few mappings that were measured.
/// Invariant: never rises with the penalty.
class AccuracyPrediction {
public:
    /// With the accuracy of all channels on the reference unit and that of guessing, both fractions; before anything is
    /// measured the distance between them shrinks by exp(-penalty).
    AccuracyPrediction(double referenceAccuracy, double guessing);

    /// With measurements: the monotone least-squares fit through them (pool adjacent violators), linear between them in
    /// the logarithm of the penalty; outside them the curve above, continued from the nearest.
    void calibrate(std::span<const MeasuredPenalty> measured);

    /// Fraction, from guessing to the largest known accuracy.
    double accuracyAt(double penalty) const;

private:
    double m_referenceAccuracy;
    double m_guessing;
    std::vector<MeasuredPenalty> m_fitted; ///< Ascending penalty from 0, descending accuracy.
};

} // namespace odimo::mapping
