// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/restrictions.h"

#include "core/base/error.h"
#include "core/base/list_text.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

namespace {

const LayerTable &layerOf(const Pin &pin, const CostTable &table)
{
    std::string names;
    for (const LayerTable &layer : table.layers) {
        const std::string &name = layer.layer.geometry.name;
        if (name == pin.layer)
            return layer;
        addToList(names, name);
    }
    throw Error("the pin " + textOf(pin, table.platform) + " names a layer that there is not; the layers are " + names);
}

void checkPin(const Pin &pin, const CostTable &table)
{
    const LayerTable &layer = layerOf(pin, table);
    const int channels = layer.layer.geometry.outChannels;
    if (pin.firstChannel.value_or(0) < 0 || pin.lastChannel.value_or(0) >= channels)
        throw Error("the pin " + textOf(pin, table.platform) + " names channels outside the layer; " + pin.layer +
                    " has the channels 0 to " + std::to_string(channels - 1));
    if (!layer.cycles[static_cast<std::size_t>(pin.unit)])
        throw Error("the pin " + textOf(pin, table.platform) + " cannot be kept, because the unit cannot take the " +
                    "layer: " + table.platform.refusal(layer.layer, pin.unit).value_or("no cost is known"));
}

std::optional<int> firstInBoth(const Pin &a, const Pin &b, int channels)
{
    const int first = std::max(a.firstChannel.value_or(0), b.firstChannel.value_or(0));
    const int last = std::min(a.lastChannel.value_or(channels - 1), b.lastChannel.value_or(channels - 1));
    return first <= last ? std::optional(first) : std::nullopt;
}

void checkAgree(const Pin &a, const Pin &b, const CostTable &table)
{
    if (a.layer != b.layer || a.unit == b.unit)
        return;
    if (const auto channel = firstInBoth(a, b, layerOf(a, table).layer.geometry.outChannels))
        throw Error("the pins " + textOf(a, table.platform) + " and " + textOf(b, table.platform) + " put channel " +
                    std::to_string(*channel) + " on two units; keep one of them");
}

/// That runs of channels in the order of the platform can keep to the pins.
void checkRuns(const Pin &a, const Pin &b, const CostTable &table)
{
    const LayerTable &layer = layerOf(a, table);
    if (a.layer != b.layer || layer.runs.empty())
        return;
    const auto place = [&](const Pin &pin) {
        return std::ranges::find(layer.runs, pin.unit);
    };
    const Pin &before = place(a) < place(b) ? a : b, &behind = place(a) < place(b) ? b : a;
    const int last = before.lastChannel.value_or(layer.layer.geometry.outChannels - 1);
    if (a.unit == b.unit || last < behind.firstChannel.value_or(0))
        return;
    const auto name = [&](const Pin &pin) {
        return table.platform.units[static_cast<std::size_t>(pin.unit)].name;
    };
    throw Error("the pins " + textOf(before, table.platform) + " and " + textOf(behind, table.platform) +
                " contradict the platform " + table.platform.name + ": the channels of a layer on the unit " +
                name(before) + " come before those on " + name(behind) + "; pin the first channels to " + name(before) +
                " and the last ones to " + name(behind));
}

void checkLimit(const std::optional<double> &limit, const std::string &what)
{
    if (limit && !(std::isfinite(*limit) && *limit > 0))
        throw Error("the most " + what + " is " + std::to_string(*limit) + "; it must be above 0");
}

} // namespace

std::vector<std::optional<int>> pinnedUnits(const Restrictions &restrictions, const LayerTable &layer)
{
    const platform::LayerGeometry &geometry = layer.layer.geometry;
    std::vector<std::optional<int>> units(static_cast<std::size_t>(geometry.outChannels));
    for (const Pin &pin : restrictions.pins) {
        if (pin.layer != geometry.name)
            continue;
        const int last = pin.lastChannel.value_or(geometry.outChannels - 1);
        for (int channel = pin.firstChannel.value_or(0); channel <= last; ++channel)
            units[static_cast<std::size_t>(channel)] = pin.unit;
    }
    // Runs of channels take those between them along.
    if (!layer.runs.empty() && layer.branches.size() == 2) {
        const int first = layer.reference().unit;
        const int last = layer.branches[1 - layer.referenceBranch].unit;
        const auto lastOfFirst = std::ranges::find(units.rbegin(), units.rend(), std::optional(first)).base();
        std::fill(units.begin(), lastOfFirst, first);
        std::fill(std::ranges::find(units, std::optional(last)), units.end(), last);
    }
    return units;
}

void checkRestrictions(const Restrictions &restrictions, const CostTable &table)
{
    for (const Pin &pin : restrictions.pins)
        checkPin(pin, table);
    for (auto pin = restrictions.pins.begin(); pin != restrictions.pins.end(); ++pin) {
        for (auto other = restrictions.pins.begin(); other != pin; ++other) {
            checkAgree(*other, *pin, table);
            checkRuns(*other, *pin, table);
        }
    }
    checkLimit(restrictions.mostLatency_ms, "latency in ms");
    checkLimit(restrictions.mostEnergy_uJ, "energy in uJ");
    const double accuracy = restrictions.leastAccuracy.value_or(0);
    if (!(accuracy >= 0 && accuracy <= 1))
        throw Error("the least accuracy is " + std::to_string(accuracy) + "; it is a fraction from 0 to 1");
}

bool keepsTo(const Restrictions &restrictions, const CostTable &table, const Mapping &mapping)
{
    const MappingCost cost = costOf(table, mapping);
    if (restrictions.mostLatency_ms && cost.latency_ms > *restrictions.mostLatency_ms)
        return false;
    if (restrictions.mostEnergy_uJ && cost.energy_uJ > *restrictions.mostEnergy_uJ)
        return false;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const std::vector<std::optional<int>> pinned = pinnedUnits(restrictions, table.layers[i]);
        const auto kept = [](const std::optional<int> &pin, int unit) {
            return pin.value_or(unit) == unit;
        };
        if (!std::ranges::equal(pinned, mapping.layers[i].unitOfChannel, kept))
            return false;
    }
    return true;
}

} // namespace odimo::mapping
