// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"
#include "core/report/values/comparison.h"

namespace odimo::report {

/// How much of what projects share is told.
enum class Told {
    Differences, ///< Layers and settings that differ.
    Everything,
};

Document documentOf(const Comparison &comparison, Told told);

} // namespace odimo::report
