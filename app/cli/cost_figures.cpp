// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cost_figures.h"

namespace odimo::cli {

namespace {

constexpr double secondsPerMillisecond = 1e-3;
constexpr double joulePerMicrojoule = 1e-6;

} // namespace

CostColumns::CostColumns(double latency_cycles, double latency_ms, double energy_uJ)
    : m_cycles(scaleFor(latency_cycles)), m_seconds(scaleFor(latency_ms * secondsPerMillisecond)),
      m_joule(scaleFor(energy_uJ * joulePerMicrojoule))
{
}

std::vector<Column> CostColumns::columns() const
{
    return {{m_cycles.prefix + "cycles", Align::Right},
            {m_seconds.prefix + "s", Align::Right},
            {m_joule.prefix + "J", Align::Right}};
}

std::vector<std::string> CostColumns::cells(double latency_cycles, double latency_ms, double energy_uJ) const
{
    return {scaled(latency_cycles, m_cycles), scaled(latency_ms * secondsPerMillisecond, m_seconds),
            scaled(energy_uJ * joulePerMicrojoule, m_joule)};
}

} // namespace odimo::cli
