// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "core/base/data_table.h"
#include "core/mapping/cost/timeline.h"
#include "core/mapping/weight_histogram.h"
#include "widgets/compare/compare_values.h"
#include "widgets/compare/projects_values.h"
#include "widgets/editor/layer_values.h"
#include "widgets/front/front_values.h"
#include "widgets/layers/split_values.h"
#include "widgets/runs/curves_plot.h"

#include <vector>

namespace odimo::explorer {

/// From the values that the views show to tables for other programs. The names of columns are English and have units.

DataTable runsTable(const ProjectValues &project);
DataTable layersTable(const widgets::SplitValues &split);
DataTable staircaseTable(const widgets::LayerValues &layer);
DataTable curvesTable(const std::vector<widgets::CurvePoint> &points);
DataTable timelineTable(const mapping::Timeline &timeline);
DataTable compareTable(const widgets::CompareValues &values);
DataTable growthTable(const std::vector<widgets::GrowthStep> &growth);
DataTable weightsTable(const mapping::WeightHistogram &histogram, const QStringList &units);
DataTable mergedTable(const widgets::MergedFront &front);

} // namespace odimo::explorer
