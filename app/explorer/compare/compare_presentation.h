// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "core/host/compare/run_difference.h"
#include "widgets/compare/compare_values.h"
#include "widgets/compare/projects_values.h"

namespace odimo::explorer {

/// From the difference of two runs to what the view shows of it.
widgets::CompareValues compareValues(const host::RunDifference &difference);
/// The open project (A) and another (B).
widgets::ProjectsValues projectsValues(const ProjectValues &first, const ProjectValues &second);
/// "B is about the network resnet20, A about resnet8: neither accuracies nor costs can be compared."
QString sentenceOf(const host::PartDifference &part);

} // namespace odimo::explorer
