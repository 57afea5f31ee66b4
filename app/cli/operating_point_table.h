// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/operating_point_costs.h"

#include <optional>
#include <span>
#include <string>

namespace odimo::cli {

/// What mappings cost at each operating point; an asterisk marks the one of least energy within the limit. Nothing for
/// a platform without operating points.
std::string operatingPointText(std::span<const mapping::OperatingPointTable> points,
                               std::span<const mapping::Baseline> mappings, std::optional<double> mostLatency_ms);

/// The same of one mapping as the fields `operating_points` and `best_operating_point`, which is null if none keeps the
/// limit; an empty object for a platform without operating points.
Json operatingPointsToJson(std::span<const mapping::OperatingPointTable> points, const mapping::Mapping &mapping,
                           std::optional<double> mostLatency_ms);

} // namespace odimo::cli
