// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/layer_parts.h"

#include "core/deploy/diana/lowering/chip_limits.h"

#include <algorithm>
#include <numeric>

namespace odimo::deploy {

namespace {

const network::Convolution *convolutionOf(const LayerSource &source)
{
    return std::get_if<network::Convolution>(&source.network.network.node(source.node).op);
}

const integer::QuantisedLayer &layerOf(const LayerSource &source)
{
    return source.network.layers[static_cast<std::size_t>(source.node)];
}

bool endsInRelu(const LayerSource &source)
{
    return source.network.ranges[static_cast<std::size_t>(source.node)].least == 0;
}

/// The channels of one unit and where they stand.
struct UnitChannels {
    std::vector<int> channels;
    std::vector<Run> runs;
};

UnitChannels channelsOf(const LayerSource &source, UnitRole role)
{
    const std::vector<UnitRole> roles = rolesOfChannels(layerOf(source), source.roles);
    UnitChannels made;
    std::vector<int> places;
    for (std::size_t place = 0; place < source.outputOrder.size(); ++place)
        if (const int channel = source.outputOrder[place]; roles[static_cast<std::size_t>(channel)] == role) {
            made.channels.push_back(channel);
            places.push_back(static_cast<int>(place));
        }
    made.runs = runsOf(places);
    return made;
}

/// Reads the weights of a layer as the chip's jobs see them.
class Weights {
public:
    Weights(const LayerSource &source, const LayerShape &shape)
        : m_all(layerOf(source).weights), m_dense(shape.kind == LayerKind::Dense),
          m_kernel(convolutionOf(source) ? convolutionOf(source)->kernel : network::Extent{1, 1}),
          m_depthwise(convolutionOf(source) && convolutionOf(source)->groups > 1),
          m_inputs(m_depthwise ? 1 : shape.input.channels)
    {
    }

    /// Appends [fy][fx] of one input channel, or its one weight in a dense job.
    void append(std::vector<std::int8_t> &to, int outputChannel, int inputChannel) const
    {
        const int taps = m_kernel.height * m_kernel.width;
        if (m_dense && m_depthwise && outputChannel != inputChannel) {
            to.push_back(0);
            return;
        }
        const int first = (outputChannel * m_inputs + (m_depthwise ? 0 : inputChannel)) * taps;
        if (m_dense)
            to.push_back(at(first + m_kernel.height / 2 * m_kernel.width + m_kernel.width / 2));
        else
            for (int tap = 0; tap < taps; ++tap)
                to.push_back(at(first + tap));
    }

private:
    std::int8_t at(int index) const { return static_cast<std::int8_t>(m_all[static_cast<std::size_t>(index)]); }

    const std::vector<std::int16_t> &m_all;
    bool m_dense;
    network::Extent m_kernel;
    bool m_depthwise;
    int m_inputs; ///< Of one output channel.
};

/// Row groups are whole input channels in the order of the network; in each, places stand in the order of the input.
std::vector<RowGroup> rowGroupsOf(const LayerSource &source, int atOnce, std::vector<int> &channels)
{
    const int inputs = static_cast<int>(source.inputOrder.size());
    std::vector<RowGroup> groups;
    for (const Span part : partsOf(inputs, atOnce)) {
        RowGroup group;
        group.channels = {static_cast<int>(channels.size()), part.count};
        std::vector<int> places;
        for (int place = 0; place < inputs; ++place)
            if (const int channel = source.inputOrder[static_cast<std::size_t>(place)];
                channel >= part.first && channel < part.end()) {
                places.push_back(place);
                channels.push_back(channel);
            }
        for (const Run &run : runsOf(places))
            group.runs.push_back({run.to, run.from, run.count});
        groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace

std::vector<Run> runsOf(const std::vector<int> &places)
{
    std::vector<Run> runs;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!runs.empty() && places[i] == runs.back().to + runs.back().count)
            ++runs.back().count;
        else
            runs.push_back({static_cast<int>(i), places[i], 1});
    return runs;
}

LayerShape layerShapeOf(const network::Network &network, int node)
{
    const network::Node &layer = network.node(node);
    const network::Shape &input = network.node(layer.inputs.front()).output;
    LayerShape made{.input = input, .output = layer.output};
    const auto *convolution = std::get_if<network::Convolution>(&layer.op);
    if (isOnePixel(input)) {
        made.kind = LayerKind::Dense;
    } else if (convolution) {
        made.kind = convolution->groups > 1 ? LayerKind::Depthwise : LayerKind::Convolution;
        made.kernel = convolution->kernel;
        made.stride = convolution->stride.height;
    }
    return made;
}

std::optional<DigitalPart> digitalPartOf(const LayerSource &source)
{
    UnitChannels own = channelsOf(source, UnitRole::Digital);
    if (own.channels.empty())
        return std::nullopt;
    const LayerShape shape = layerShapeOf(source.network.network, source.node);
    const Weights weights(source, shape);
    DigitalPart made{.channels = std::move(own.channels), .runs = std::move(own.runs), .weights = {}, .bias = {}};
    for (const int channel : made.channels) {
        if (shape.kind == LayerKind::Depthwise)
            weights.append(made.weights, channel, channel);
        else
            for (const int input : source.inputOrder)
                weights.append(made.weights, channel, input);
        made.bias.push_back(layerOf(source).channels[static_cast<std::size_t>(channel)].addend);
        made.shift = layerOf(source).channels[static_cast<std::size_t>(channel)].shift;
    }
    made.relu = endsInRelu(source);
    return made;
}

std::optional<AnalogPart> analogPartOf(const LayerSource &source)
{
    UnitChannels own = channelsOf(source, UnitRole::Analog);
    if (own.channels.empty())
        return std::nullopt;
    const auto unit =
        static_cast<std::size_t>(layerOf(source).unitOfChannel[static_cast<std::size_t>(own.channels.front())]);
    const integer::Converter &converter = *layerOf(source).converters[unit];
    AnalogPart made{.channels = std::move(own.channels), .runs = std::move(own.runs), .weights = {}};
    made.divisor = converter.divisor;
    made.droppedInputBits = source.network.units[unit].droppedInputBits;
    made.least = endsInRelu(source) ? 0 : -128;
    std::vector<int> inputs;
    made.groups = rowGroupsOf(source, converter.groupChannels, inputs);
    const Weights weights(source, layerShapeOf(source.network.network, source.node));
    for (const int channel : made.channels) {
        for (const int input : inputs)
            weights.append(made.weights, channel, input);
        const integer::Requantisation &by = layerOf(source).channels[static_cast<std::size_t>(channel)];
        made.multipliers.push_back(static_cast<std::int16_t>(by.multiplier));
        made.addends.push_back(static_cast<std::int16_t>(by.addend));
        made.shift = by.shift;
    }
    return made;
}

} // namespace odimo::deploy
