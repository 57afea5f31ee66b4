// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/front/pareto.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace odimo::widgets {

/// What is asked of every mapping, as the user wrote it; absent where nothing is.
struct SteeringFields {
    std::optional<double> mostLatency_ms = {};
    std::optional<double> mostEnergy_uJ = {};
    std::optional<double> leastAccuracy = {}; ///< Fraction.
    QStringList pins = {};                    ///< "conv1=digital", "stage1.0.conv1[0-7]=analog"
    bool operator==(const SteeringFields &) const = default;
};

/// A layer and the units that can take it.
struct SteerableLayer {
    QString name;
    QStringList units;
};

/// What the steering panel offers: the ends of its sliders and the layers that can be pinned.
struct SteeringChoices {
    mapping::Interval latency_ms;
    mapping::Interval energy_uJ;
    mapping::Interval accuracy; ///< Fractions.
    std::vector<SteerableLayer> layers;
};

} // namespace odimo::widgets
