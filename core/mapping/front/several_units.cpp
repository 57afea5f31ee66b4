// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/several_units.h"

#include "core/mapping/front/unit_assignment.h"

#include <algorithm>
#include <functional>

namespace odimo::mapping {

namespace {

constexpr double mostSplits = 100'000;
/// For engines that guess.
constexpr double fewSplits = 500;

/// In how many ways so many blocks can be divided between units.
double divisions(int blocks, std::size_t units)
{
    double count = 1;
    for (std::size_t i = 1; i < units; ++i)
        count *= static_cast<double>(blocks + static_cast<int>(i)) / static_cast<double>(i);
    return count;
}

/// The fewest channels that stand or fall together so that there are not too many splits.
int blockOf(int channels, std::size_t units, Splits splits)
{
    const double most = splits == Splits::All ? mostSplits : fewSplits;
    int block = 1;
    while (divisions((channels + block - 1) / block, units) > most)
        block *= 2;
    return block;
}

/// Calls `visit` with every division of channels in blocks between units, the first ones having whole blocks: each
/// differs from the one before in two units, by a block.
void divide(std::vector<int> &division, std::span<const int> units, int channels, int block, bool rising,
            const std::function<void()> &visit)
{
    const auto unit = static_cast<std::size_t>(units.front());
    if (units.size() == 1) {
        division[unit] = channels;
        visit();
        return;
    }
    const int blocks = (channels + block - 1) / block;
    for (int n = 0; n <= blocks; ++n) {
        division[unit] = std::min(channels, (rising ? n : blocks - n) * block);
        divide(division, units.subspan(1), channels - division[unit], block, rising == (n % 2 == 0), visit);
    }
    division[unit] = 0;
}

bool keeps(const std::vector<std::uint8_t> &units, const std::vector<std::optional<int>> &pinned)
{
    return std::ranges::equal(pinned, units,
                              [](const std::optional<int> &pin, int unit) { return pin.value_or(unit) == unit; });
}

} // namespace

std::vector<LayerChoice> choicesOfSeveralUnits(const LayerTable &table, const platform::Platform &platform,
                                               const LayerSensitivity &sensitivity,
                                               const std::vector<std::optional<int>> &pinned, Splits splits)
{
    std::vector<int> units, pinnedChannels(platform.units.size(), 0);
    for (const platform::Branch &branch : table.branches)
        units.push_back(branch.unit);
    for (const std::optional<int> &pin : pinned) {
        if (pin)
            ++pinnedChannels[static_cast<std::size_t>(*pin)];
    }
    const auto free = static_cast<int>(std::ranges::count(pinned, std::optional<int>()));
    const auto reference = static_cast<std::size_t>(table.reference().unit);
    UnitAssignment assignment(sensitivity, units, pinned);
    std::vector<int> division(platform.units.size(), 0), channels;
    std::vector<std::uint8_t> runs;
    std::vector<LayerChoice> choices;
    const auto add = [&](double penalty, const std::vector<std::uint8_t> &unitOfChannel) {
        const LayerCost cost = costOfLayer(table, platform, channels);
        LayerChoice &choice = choices.emplace_back(LayerChoice{.referenceChannels = channels[reference],
                                                               .latency_cycles = cost.latency_cycles,
                                                               .energy_uJ = cost.energy_uJ,
                                                               .penalty = penalty,
                                                               .units = unitOfChannel});
        if (table.tensors) {
            choice.layouts = layoutsUsed(*table.tensors, channels);
            choice.conversion_cycles = conversionBehind(*table.tensors, channels);
        }
    };
    const auto visit = [&] {
        channels = division;
        std::ranges::transform(channels, pinnedChannels, channels.begin(), std::plus{});
        if (table.runs.empty()) {
            assignment.moveTo(division);
            add(assignment.penalty(), assignment.units());
            return;
        }
        runs.clear();
        for (const int unit : table.runs)
            runs.insert(runs.end(), static_cast<std::size_t>(channels[static_cast<std::size_t>(unit)]),
                        static_cast<std::uint8_t>(unit));
        if (!keeps(runs, pinned))
            return;
        double penalty = 0;
        for (std::size_t channel = 0; channel < runs.size(); ++channel)
            penalty += sensitivity.penalty[runs[channel]][channel];
        add(penalty, runs);
    };
    divide(division, units, free, blockOf(free, units.size(), splits), true, visit);
    return choices;
}

} // namespace odimo::mapping
