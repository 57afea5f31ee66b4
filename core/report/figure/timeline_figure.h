// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/timeline.h"
#include "core/report/figure/drawing.h"

namespace odimo::report {

/// What each unit does when: a lane a unit, the layers by their numbers, and how long each unit is idle.
Drawing timelineFigure(const mapping::Timeline &timeline);

} // namespace odimo::report
