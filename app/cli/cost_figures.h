// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/figures.h"
#include "app/cli/table.h"
#include "core/host/front/front.h"
#include "core/mapping/cost/baselines.h"

#include <string>
#include <vector>

namespace odimo::cli {

using host::referenceName;

/// The columns of a table that tell cycles, time and energy, in the SI units that suit the largest of them.
class CostColumns {
public:
    CostColumns(double latency_cycles, double latency_ms, double energy_uJ);
    /// "kcycles", "µs", "µJ".
    std::vector<Column> columns() const;
    std::vector<std::string> cells(double latency_cycles, double latency_ms, double energy_uJ) const;

private:
    Scale m_cycles;
    Scale m_seconds;
    Scale m_joule;
};

} // namespace odimo::cli
