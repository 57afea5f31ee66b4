// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/compare/run_difference.h"
#include "widgets/compare/compare_values.h"

namespace odimo::explorer {

/// From the difference of two runs to what the view shows of it.
widgets::CompareValues compareValues(const host::RunDifference &difference);

} // namespace odimo::explorer
