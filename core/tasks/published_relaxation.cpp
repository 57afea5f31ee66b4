// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/relaxation.h"

#include "core/platform/published_cost.h"

#include <algorithm>

namespace odimo::tasks {

using torch::Tensor;

namespace {

/// One unit's part of all layers. Published cycles are linear and their slopes constant between whole counts: entry 2 n
/// of a row is for n channels, entry 2 n + 1 for counts between n and n + 1.
class UnitRelaxation {
public:
    void add(const mapping::LayerTable &table, const platform::ComputeUnit &unit)
    {
        const platform::PublishedCost &cost = platform::publishedCost(unit);
        const platform::LayerGeometry &layer = table.layer.geometry;
        std::vector<double> cycles, rises, slopes;
        for (int entry = 0; entry <= 2 * layer.outChannels; ++entry) {
            const double channels = entry / 2.0;
            const platform::PublishedCycles at = cost.published(layer, channels);
            const bool between = entry % 2 == 1;
            cycles.push_back(at.cycles);
            rises.push_back(between ? (cost.published(layer, channels + 0.25).cycles - at.cycles) / 0.25 : 0);
            slopes.push_back(at.slope);
        }
        m_cycleRows.push_back(std::move(cycles));
        m_riseRows.push_back(std::move(rises));
        m_slopeRows.push_back(std::move(slopes));
    }

    void finish()
    {
        m_cycles = asRows(m_cycleRows);
        m_rises = asRows(m_riseRows);
        m_slopes = asRows(m_slopeRows);
    }

    void moveTo(torch::Device device)
    {
        for (Tensor *tensor : {&m_cycles, &m_rises, &m_slopes})
            *tensor = tensor->to(device);
    }

    struct Cycles {
        Tensor cycles, slope; ///< [L]
    };
    Cycles at(const Tensor &channels) const
    {
        const Tensor entry = channels.floor() + channels.ceil();
        const Tensor index = entry.to(torch::kInt64).unsqueeze(1);
        const auto read = [&index](const Tensor &rows) {
            return rows.gather(1, index).squeeze(1);
        };
        return {read(m_cycles) + (channels - entry / 2) * read(m_rises), read(m_slopes)};
    }

private:
    std::vector<std::vector<double>> m_cycleRows, m_riseRows, m_slopeRows;
    Tensor m_cycles, m_rises, m_slopes; ///< [L, entries]
};

/// mW.
double powerOf(const platform::Platform &platform, std::vector<int> units)
{
    std::sort(units.begin(), units.end());
    return std::ranges::find(platform.power, units, &platform::PowerState::activeUnits)->power_mW;
}

class PublishedRelaxation : public Relaxation {
public:
    PublishedRelaxation(const std::vector<SharedLayer> &layers, const platform::Platform &platform,
                        mapping::Objective objective)
        : m_objective(objective)
    {
        std::vector<double> channels, referencePower, otherPower, bothPower;
        for (const SharedLayer &layer : layers) {
            const int reference = layer.staircase.referenceUnit, other = layer.staircase.otherUnit;
            m_reference.add(layer.table, platform.units[static_cast<std::size_t>(reference)]);
            m_other.add(layer.table, platform.units[static_cast<std::size_t>(other)]);
            channels.push_back(static_cast<double>(layer.channels()));
            referencePower.push_back(powerOf(platform, {reference}));
            otherPower.push_back(powerOf(platform, {other}));
            bothPower.push_back(powerOf(platform, {reference, other}));
        }
        m_reference.finish();
        m_other.finish();
        m_channels = torch::tensor(channels, torch::kFloat64);
        const auto energy_uJ = [&platform](const std::vector<double> &power_mW) {
            return torch::tensor(power_mW, torch::kFloat64) / platform.clock_Hz * 1e3; // of one cycle
        };
        m_energyAlone = torch::stack({energy_uJ(referencePower), energy_uJ(otherPower)});
        m_energyOfBoth = energy_uJ(bothPower);
    }

    RelaxedCost at(const Tensor &n) const override
    {
        const UnitRelaxation::Cycles reference = m_reference.at(n);
        const UnitRelaxation::Cycles other = m_other.at(m_channels - n);
        const Tensor cycles = torch::stack({reference.cycles, other.cycles});
        const Weighted weighted = combine(cycles);
        // A channel more on the reference unit is one less on the other.
        return {weighted.cost.sum(), weighted.slopes[0] * reference.slope - weighted.slopes[1] * other.slope};
    }

    void moveTo(torch::Device device) override
    {
        m_reference.moveTo(device);
        m_other.moveTo(device);
        for (Tensor *tensor : {&m_channels, &m_energyAlone, &m_energyOfBoth})
            *tensor = tensor->to(device);
    }

private:
    struct Weighted {
        Tensor cost;   ///< [L]
        Tensor slopes; ///< d cost / d cycles of each unit, [2, L]
    };

    /// sum(softmax(sign t) t) over the units, with its gradient.
    static Weighted soft(const Tensor &t, double sign)
    {
        const Tensor shares = torch::softmax(t * sign, 0);
        const Tensor mean = (shares * t).sum(0);
        return {mean, shares * (1 + sign * (t - mean))};
    }

    Weighted combine(const Tensor &cycles) const
    {
        switch (m_objective) {
        case mapping::Objective::Latency:
            return soft(cycles, 1);
        case mapping::Objective::Energy: {
            const Weighted both = soft(cycles, -1);
            const Tensor extra = m_energyOfBoth - m_energyAlone.sum(0); // of a cycle that both run
            return {(m_energyAlone * cycles).sum(0) + extra * both.cost, m_energyAlone + extra * both.slopes};
        }
        }
        return {};
    }

    mapping::Objective m_objective;
    UnitRelaxation m_reference, m_other;
    Tensor m_channels;     ///< [L]
    Tensor m_energyAlone;  ///< uJ a cycle of each unit, [2, L]
    Tensor m_energyOfBoth; ///< uJ a cycle, [L]
};

} // namespace

std::unique_ptr<Relaxation> publishedRelaxation(const std::vector<SharedLayer> &layers,
                                                const platform::Platform &platform, mapping::Objective objective)
{
    return std::make_unique<PublishedRelaxation>(layers, platform, objective);
}

} // namespace odimo::tasks
