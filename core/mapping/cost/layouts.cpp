// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/layouts.h"

#include "core/base/error.h"

#include <algorithm>
#include <bit>
#include <map>

namespace odimo::mapping {

namespace {

/// The bit of each unit's layout.
std::vector<LayoutSet> layoutBits(const platform::Platform &platform)
{
    std::vector<std::string> known = {platform.layout->common};
    std::vector<LayoutSet> bits;
    for (const platform::ComputeUnit &unit : platform.units) {
        auto found = std::ranges::find(known, unit.layout);
        if (found == known.end())
            found = known.insert(known.end(), unit.layout);
        bits.push_back(commonLayout << (found - known.begin()));
    }
    return bits;
}

double elements(const network::Shape &shape)
{
    return static_cast<double>(shape.channels) * shape.height * shape.width;
}

} // namespace

std::vector<LayerTensors> layerTensors(const network::Network &network, const platform::Platform &platform)
{
    if (!platform.layout)
        return {};
    const platform::LayoutCosts &costs = *platform.layout;
    const std::vector<LayoutSet> bits = layoutBits(platform);
    std::map<int, std::size_t> numbers; // of tensors, by the node that writes them
    std::vector<LayerTensors> layers;
    for (int index = 0; index <= network.output(); ++index) {
        const network::Node &node = network.node(index);
        if (!network::isLayer(node))
            continue;
        const int source = node.inputs.front();
        const network::Shape &read = network.node(source).output;
        LayerTensors layer{.read = numbers.try_emplace(source, numbers.size()).first->second,
                           .written = numbers.try_emplace(index, numbers.size()).first->second,
                           .writtenForOthers = index == network.output(),
                           .layoutOfUnit = bits,
                           .toCycles = elements(read) * (source == 0 ? costs.inputCycles : costs.toCycles),
                           .backCycles = elements(read) * costs.backCycles,
                           .backCyclesPerChannel = elements(node.output) / node.output.channels * costs.backCycles,
                           .energy_uJ_perCycle = costs.power_mW / platform.clock_Hz * 1e3};
        for (const int reader : network.consumers(index))
            (network::isLayer(network.node(reader)) ? layer.writtenForLayers : layer.writtenForOthers) = true;
        layer.readLast = std::ranges::none_of(network.consumers(source), [&](int reader) {
            return reader > index && network::isLayer(network.node(reader));
        });
        layers.push_back(std::move(layer));
    }
    return layers;
}

LayoutSet layoutsUsed(const LayerTensors &layer, std::span<const int> channels)
{
    LayoutSet used = 0;
    for (std::size_t unit = 0; unit < channels.size(); ++unit)
        used |= channels[unit] > 0 ? layer.layoutOfUnit[unit] : 0;
    return used;
}

double passLayer(const LayerTensors &layer, LayoutSet used, TensorPlaces &places)
{
    places.resize(std::max({places.size(), layer.read + 1, layer.written + 1}), 0);
    // What no layer has written is in the common layout.
    LayoutSet &read = places[layer.read];
    LayoutSet found = read == 0 ? commonLayout : read;
    double cycles = 0;
    // From one unit's layout into another's the way is by the common one.
    if ((used & ~found) != 0 && (found & commonLayout) == 0) {
        cycles += layer.backCycles;
        found |= commonLayout;
    }
    cycles += std::popcount(used & ~found) * layer.toCycles;
    read = layer.readLast ? 0 : found | used;
    if (layer.writtenForLayers) {
        const bool joined = !std::has_single_bit(used);
        places[layer.written] = joined ? commonLayout : used | (layer.writtenForOthers ? commonLayout : 0);
    }
    return cycles;
}

double conversionBehind(const LayerTensors &layer, std::span<const int> channels)
{
    const LayoutSet used = layoutsUsed(layer, channels);
    if (std::has_single_bit(used) && !layer.writtenForOthers)
        return 0;
    double cycles = 0;
    for (std::size_t unit = 0; unit < channels.size(); ++unit) {
        if (layer.layoutOfUnit[unit] != commonLayout)
            cycles += channels[unit] * layer.backCyclesPerChannel;
    }
    return cycles;
}

void checkArrangements(std::size_t count, const std::string &layer)
{
    constexpr std::size_t most = 4096;
    if (count > most)
        throw Error("behind the layer " + layer + " the tensors of the network can stand in more than " +
                    std::to_string(most) + " combinations of layouts; choose the layout mode paper for this network");
}

} // namespace odimo::mapping
