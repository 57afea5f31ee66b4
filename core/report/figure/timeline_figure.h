// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"
#include "core/report/values/report.h"

namespace odimo::report {

/// What each unit does when: a lane a unit, the layers by their numbers, and how long each unit is idle.
Drawing timelineFigure(const RunDetail &detail);

} // namespace odimo::report
