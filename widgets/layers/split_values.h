// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace odimo::widgets {

QString geometryText(const platform::LayerGeometry &layer); ///< "3x3, 16 to 32 channels, output 16x16"

/// How one layer is split over the units and what that costs.
struct LayerSplit {
    QString name;
    QString geometry;                          ///< "3x3, 16 to 32 channels, 16x16"
    std::vector<int> channels;                 ///< Per unit.
    std::vector<std::optional<double>> cycles; ///< Per unit; absent if the unit refuses the layer.
    double latency_cycles = 0;
    double energy_uJ = 0;
    double conversion_cycles = 0; ///< Of the latency, between layouts of tensors.
    /// The predicted increase of the loss if the layer had no channel on its reference unit, in nats; absent without an
    /// analysis.
    std::optional<double> sensitivity = {};
    bool isEdited = false; ///< Its split is not that of the run.

    /// The share of the time of the layer that a unit does not compute; absent if the unit refuses the layer.
    std::optional<double> idle(std::size_t unit) const;
};

/// A whole mapping, ready to be shown.
struct SplitValues {
    QStringList units; ///< Names, in the order of the platform.
    std::vector<LayerSplit> layers;
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
};

/// Throws Error if the mapping does not fit the table.
SplitValues splitOf(const mapping::CostTable &table, const mapping::Mapping &mapping);

} // namespace odimo::widgets
