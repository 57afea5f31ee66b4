// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/pgf_plot.h"
#include "core/mapping/weight_histogram.h"
#include "widgets/editor/layer_values.h"
#include "widgets/front/front_values.h"
#include "widgets/layers/split_values.h"
#include "widgets/runs/curves_plot.h"

#include <QStringList>

#include <vector>

namespace odimo::explorer {

/// From the values that the views show to diagrams for LaTeX. Their words are English.

/// Loss and, below it, accuracies.
std::vector<PgfAxis> curvesAxes(const std::vector<widgets::CurvePoint> &points);
PgfAxis staircaseAxis(const widgets::LayerValues &layer);
PgfAxis growthAxis(const std::vector<widgets::GrowthStep> &growth);
/// A row a layer, divided between the units.
PgfAxis splitAxis(const widgets::SplitValues &split);
/// Weights stacked by unit, and above them the values that a unit can hold.
PgfAxis weightsAxis(const mapping::WeightHistogram &histogram, const QStringList &units);

} // namespace odimo::explorer
