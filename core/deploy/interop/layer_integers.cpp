// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/layer_integers.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

network::Convolution asConvolution(const network::Operator &op)
{
    if (const auto *connected = std::get_if<network::FullyConnected>(&op))
        return {.outChannels = connected->outFeatures};
    return std::get<network::Convolution>(op);
}

} // namespace

LayerIntegers::LayerIntegers(const integer::QuantisedNetwork &network, int node)
    : m_network(network), m_index(node), m_node(network.network.node(node)),
      m_layer(network.layers[static_cast<std::size_t>(node)]), m_convolution(asConvolution(m_node.op))
{
    for (int unit = 0; unit < static_cast<int>(network.units.size()); ++unit)
        if (std::ranges::count(m_layer.unitOfChannel, unit) > 0)
            m_units.push_back(unit);
}

int LayerIntegers::shift(int unit) const
{
    const auto first = std::ranges::find(m_layer.unitOfChannel, unit) - m_layer.unitOfChannel.begin();
    return m_layer.channels[static_cast<std::size_t>(first)].shift;
}

std::vector<double> LayerIntegers::weights(int unit) const
{
    const std::size_t perChannel = m_layer.weights.size() / m_layer.channels.size();
    std::vector<double> made(m_layer.weights.begin(), m_layer.weights.end());
    for (int c = 0; c < channels(); ++c)
        if (!isOn(c, unit))
            std::fill_n(made.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(c) * perChannel),
                        perChannel, 0);
    return made;
}

std::vector<double> LayerIntegers::multipliers(int unit) const
{
    std::vector<double> made;
    for (int c = 0; c < channels(); ++c)
        made.push_back(isOn(c, unit) ? m_layer.channels[static_cast<std::size_t>(c)].multiplier : 0);
    return made;
}

std::vector<double> LayerIntegers::addends(int unit) const
{
    std::vector<double> made;
    for (int c = 0; c < channels(); ++c)
        made.push_back(isOn(c, unit) ? m_layer.channels[static_cast<std::size_t>(c)].addend : 0);
    return made;
}

OnnxDimensions LayerIntegers::weightDimensions() const
{
    return {channels(), inputShape().channels / m_convolution.groups, m_convolution.kernel.height,
            m_convolution.kernel.width};
}

OnnxAttributes LayerIntegers::attributes() const
{
    using List = std::vector<std::int64_t>;
    const network::Convolution &op = m_convolution;
    return {{"kernel_shape", List{op.kernel.height, op.kernel.width}},
            {"strides", List{op.stride.height, op.stride.width}},
            {"pads", List{op.padding.top, op.padding.left, op.padding.bottom, op.padding.right}},
            {"dilations", List{op.dilation.height, op.dilation.width}},
            {"group", op.groups}};
}

std::optional<int> channelOfInexactAddend(const LayerIntegers &layer)
{
    for (int c = 0; c < layer.channels(); ++c) {
        const std::int32_t addend = layer.layer().channels[static_cast<std::size_t>(c)].addend;
        if (static_cast<double>(static_cast<float>(addend)) != addend)
            return c;
    }
    return std::nullopt;
}

} // namespace odimo::deploy
