// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"
#include "core/report/values/report.h"

namespace odimo::report {

/// Accuracy with its intervals against cost; the front as steps, baselines by name, the chosen runs by number. The
/// front has one point at least.
Drawing frontFigure(const Report &report);

} // namespace odimo::report
