// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/edit/block_edit.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <functional>

namespace odimo::mapping {

namespace {

/// How many channels of its staircase's reference unit a layer should have instead; absent if it stays.
using Better = std::optional<int>(const Staircase &stairs, int now, const ChannelRange &range);

BlockEdit editAll(const Mapping &mapping, const EditBasis &basis, const Staircases &all, Better &better)
{
    const CostTable &table = basis.table;
    BlockEdit edit{.mapping = mapping, .layers = {}, .before = costOf(table, mapping), .after = {}};
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        if (!all.layers[i])
            continue;
        const Staircase &stairs = *all.layers[i];
        const auto now = static_cast<int>(std::ranges::count(mapping.layers[i].unitOfChannel, stairs.referenceUnit));
        const auto wanted =
            better(stairs, now, channelRange(table.layers[i], stairs.referenceUnit, basis.restrictions));
        if (!wanted || *wanted == now)
            continue;
        const std::string &name = mapping.layers[i].layer;
        edit.mapping = withSplit(std::move(edit.mapping), basis,
                                 {.layer = name, .unit = stairs.referenceUnit, .channels = *wanted});
        edit.layers.push_back(name);
        edit.channels += *wanted - now;
    }
    edit.after = costOf(table, edit.mapping);
    return edit;
}

std::optional<int> endOfStep(const Staircase &stairs, int now, const ChannelRange &range)
{
    return now > range.most ? std::nullopt : std::optional(snapToStepEnd(stairs, now, range.most));
}

/// The end of the step before the one that the layer stands on, if only stragglers lie between.
std::optional<int> endBefore(const Staircase &stairs, int now, const ChannelRange &range)
{
    constexpr int leastWidth = 4;
    const auto next = std::ranges::lower_bound(stairs.stepEnds, now);
    if (next == stairs.stepEnds.begin() || next == stairs.stepEnds.end())
        return std::nullopt;
    const int before = *(next - 1);
    const int width = *next - before;
    const bool paysLess = stairs.cost[static_cast<std::size_t>(before)] < stairs.cost[static_cast<std::size_t>(now)];
    const bool areFew = width >= leastWidth && now - before <= std::max(1, width / 8);
    return areFew && paysLess && before >= range.least ? std::optional(before) : std::nullopt;
}

std::string withSign(double value, int decimals) { return (value < 0 ? "" : "+") + decimalText(value, decimals); }

/// "8-bit channels", or "channels on the unit dsp" where the format does not say which unit that is.
std::string channelsText(int count, const platform::Platform &platform)
{
    const platform::ComputeUnit &unit = platform.units[static_cast<std::size_t>(platform.referenceUnit())];
    const std::string noun = std::abs(count) == 1 ? "channel" : "channels";
    return isReferenceUnitKnownByBits(platform) ? std::to_string(unit.format.weightBits) + "-bit " + noun
                                                : noun + " on the unit " + unit.name;
}

} // namespace

bool isReferenceUnitKnownByBits(const platform::Platform &platform)
{
    const platform::ComputeUnit &unit = platform.units[static_cast<std::size_t>(platform.referenceUnit())];
    return std::ranges::count(platform.units, unit.format.weightBits,
                              [](const platform::ComputeUnit &other) { return other.format.weightBits; }) == 1;
}

Staircases staircasesOf(const CostTable &table, Objective objective)
{
    Staircases found{.objective = objective, .layers = {}};
    for (const LayerTable &layer : table.layers)
        found.layers.push_back(layer.branches.size() == 2 ? staircase(layer, table.platform, objective) : std::nullopt);
    return found;
}

BlockEdit fillBlocks(const Mapping &mapping, const EditBasis &basis, const Staircases &stairs)
{
    return editAll(mapping, basis, stairs, endOfStep);
}

BlockEdit dropStragglers(const Mapping &mapping, const EditBasis &basis, const Staircases &stairs)
{
    return editAll(mapping, basis, stairs, endBefore);
}

std::string summaryOf(const BlockEdit &edit, const platform::Platform &platform, Objective objective)
{
    if (edit.layers.empty())
        return "nothing to move";
    const double change = edit.after.value(objective) / edit.before.value(objective) - 1;
    return (edit.channels < 0 ? "" : "+") + std::to_string(edit.channels) + " " +
           channelsText(edit.channels, platform) + " in " + std::to_string(edit.layers.size()) +
           (edit.layers.size() == 1 ? " layer" : " layers") + " for " + withSign(100 * change, 1) + " % " +
           (objective == Objective::Latency ? "cycles" : "energy");
}

} // namespace odimo::mapping
