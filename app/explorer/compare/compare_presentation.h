// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "core/host/compare/run_difference.h"
#include "widgets/compare/compare_values.h"
#include "widgets/compare/projects_values.h"

#include <vector>

namespace odimo::explorer {

/// From the difference of two runs to what the view shows of it.
widgets::CompareValues compareValues(const host::RunDifference &difference);
/// Of at least two; the first is A.
widgets::ProjectsValues projectsValues(const std::vector<const ProjectValues *> &projects);
/// "B is about the network resnet20, A about resnet8: neither accuracies nor costs can be compared.", of the project at
/// this place.
QString sentenceOf(const host::PartDifference &part, std::size_t place = 1);

} // namespace odimo::explorer
