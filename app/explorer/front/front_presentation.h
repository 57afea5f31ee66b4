// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "widgets/front/front_values.h"

namespace odimo::explorer {

/// The front of a project by each kind of cost: what was measured, what is not measured yet, and the baselines that
/// nobody has trained.
widgets::FrontSet frontSet(const ProjectValues &project);

} // namespace odimo::explorer
