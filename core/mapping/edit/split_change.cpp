// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/edit/split_change.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>

namespace odimo::mapping {

namespace {

/// A channel and where it may go.
struct Move {
    int channel = 0;
    int to = 0;
    double increase = 0; ///< Of the predicted loss.
};

/// The rise of the loss if the channel goes from one unit to another; 0 for all if nothing was analysed.
double increaseOf(const LayerSensitivity *sensitivity, int channel, int from, int to)
{
    if (!sensitivity)
        return 0;
    const auto at = static_cast<std::size_t>(channel);
    return sensitivity->penalty[static_cast<std::size_t>(to)][at] -
           sensitivity->penalty[static_cast<std::size_t>(from)][at];
}

/// The units that can take channels of the layer, the reference unit first.
std::vector<int> unitsOf(const LayerTable &table)
{
    std::vector<int> units{table.reference().unit};
    for (const platform::Branch &branch : table.branches)
        if (branch.unit != units.front())
            units.push_back(branch.unit);
    return units;
}

/// Every move that brings one more channel onto the unit, the best first.
std::vector<Move> movesOnto(const LayerMapping &layer, int unit, const LayerSensitivity *sensitivity,
                            const std::vector<std::optional<int>> &pinned)
{
    std::vector<Move> moves;
    for (std::size_t i = 0; i < layer.unitOfChannel.size(); ++i) {
        const int channel = static_cast<int>(i);
        if (layer.unitOfChannel[i] != unit && !pinned[i])
            moves.push_back({channel, unit, increaseOf(sensitivity, channel, layer.unitOfChannel[i], unit)});
    }
    std::ranges::stable_sort(moves, {}, &Move::increase);
    return moves;
}

/// Every move that takes one channel off the unit, the best first. Of equals the last channel leaves first, so that
/// what came onto the unit first stays longest.
std::vector<Move> movesOff(const LayerMapping &layer, int unit, const LayerSensitivity *sensitivity,
                           const std::vector<std::optional<int>> &pinned, const std::vector<int> &units)
{
    std::vector<Move> moves;
    for (std::size_t i = layer.unitOfChannel.size(); i-- > 0;) {
        if (layer.unitOfChannel[i] != unit || pinned[i])
            continue;
        Move best{.channel = static_cast<int>(i), .to = unit, .increase = std::numeric_limits<double>::infinity()};
        for (const int to : units)
            if (const double increase = increaseOf(sensitivity, best.channel, unit, to);
                to != unit && increase < best.increase)
                best = {best.channel, to, increase};
        moves.push_back(best);
    }
    std::ranges::stable_sort(moves, {}, &Move::increase);
    return moves;
}

[[noreturn]] void refuse(const LayerTable &table, const platform::Platform &platform, const SplitChange &change,
                         const ChannelRange &range)
{
    const std::string where = "the layer " + change.layer + " cannot have " + std::to_string(change.channels) +
                              " channels on the unit " + platform.units[static_cast<std::size_t>(change.unit)].name;
    if (const auto reason = platform.refusal(table.layer, change.unit); reason && change.channels > 0)
        throw Error(where + ", which cannot take them: " + *reason);
    throw Error(where + "; it has " + std::to_string(table.layer.geometry.outChannels) +
                " channels, of which units and pins let " + std::to_string(range.least) + " to " +
                std::to_string(range.most) + " stand there");
}

} // namespace

SplitChange splitChangeFromText(const std::string &text, const platform::Platform &platform)
{
    const std::size_t equals = text.rfind('=');
    const std::size_t colon = text.rfind(':', equals);
    const auto channels =
        equals == std::string::npos ? std::nullopt : numberFrom<int>(std::string_view(text).substr(equals + 1));
    if (colon == std::string::npos || colon == 0 || !channels || *channels < 0)
        throw Error("\"" + text + "\" is no split; write LAYER:UNIT=CHANNELS, for example conv1:" +
                    platform.units.front().name + "=16");
    return {.layer = text.substr(0, colon),
            .unit = platform.unitNamed(text.substr(colon + 1, equals - colon - 1)),
            .channels = *channels};
}

ChannelRange channelRange(const LayerTable &layer, int unit, const Restrictions &restrictions)
{
    if (!layer.cycles[static_cast<std::size_t>(unit)])
        return {};
    const std::vector<std::optional<int>> pinned = pinnedUnits(restrictions, layer);
    const auto here = static_cast<int>(std::ranges::count(pinned, std::optional(unit)));
    const auto free = static_cast<int>(std::ranges::count(pinned, std::optional<int>()));
    return {.least = layer.branches.size() == 1 ? here + free : here, .most = here + free};
}

std::size_t layerNamed(const CostTable &table, const std::string &name)
{
    std::string names;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const std::string &each = table.layers[i].layer.geometry.name;
        if (each == name)
            return i;
        addToList(names, each);
    }
    throw Error("the network has no layer \"" + name + "\"; its layers are " + names);
}

Mapping withSplit(Mapping mapping, const EditBasis &basis, const SplitChange &change)
{
    const std::size_t index = layerNamed(basis.table, change.layer);
    const LayerTable &table = basis.table.layers[index];
    LayerMapping &layer = mapping.layers[index];
    const ChannelRange range = channelRange(table, change.unit, basis.restrictions);
    if (change.channels < range.least || change.channels > range.most)
        refuse(table, basis.table.platform, change, range);
    const LayerSensitivity *sensitivity = basis.sensitivity ? &basis.sensitivity->layers[index] : nullptr;
    const std::vector<std::optional<int>> pinned = pinnedUnits(basis.restrictions, table);
    const auto now = static_cast<int>(std::ranges::count(layer.unitOfChannel, change.unit));
    std::vector<Move> moves = change.channels > now ? movesOnto(layer, change.unit, sensitivity, pinned)
                                                    : movesOff(layer, change.unit, sensitivity, pinned, unitsOf(table));
    const auto count = static_cast<std::size_t>(std::abs(change.channels - now));
    if (count > moves.size()) // The mapping was made without the pins.
        throw Error("the pins of the layer " + change.layer + " fix channels on other units than the mapping does");
    moves.resize(count);
    for (const Move &move : moves)
        layer.unitOfChannel[static_cast<std::size_t>(move.channel)] = move.to;
    if (!table.runs.empty())
        std::ranges::sort(layer.unitOfChannel, {}, [&](int unit) { return std::ranges::find(table.runs, unit); });
    return mapping;
}

int movedChannels(const Mapping &before, const Mapping &after)
{
    int moved = 0;
    for (std::size_t i = 0; i < before.layers.size(); ++i)
        for (std::size_t channel = 0; channel < before.layers[i].unitOfChannel.size(); ++channel)
            moved += before.layers[i].unitOfChannel[channel] != after.layers[i].unitOfChannel[channel] ? 1 : 0;
    return moved;
}

std::vector<Pin> pinsOf(const LayerMapping &layer)
{
    std::vector<Pin> pins;
    const std::vector<int> &units = layer.unitOfChannel;
    for (auto first = units.begin(); first != units.end();) {
        const auto end = std::find_if(first, units.end(), [first](int unit) { return unit != *first; });
        pins.push_back({.layer = layer.layer,
                        .unit = *first,
                        .firstChannel = static_cast<int>(first - units.begin()),
                        .lastChannel = static_cast<int>(end - units.begin()) - 1});
        first = end;
    }
    if (pins.size() == 1)
        pins.front() = {.layer = layer.layer, .unit = pins.front().unit};
    return pins;
}

} // namespace odimo::mapping
