// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/onnx/model_writer.h"
#include "core/integer/quantised_network.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::deploy {

/// A convolution or fully connected layer as files for other tools hold it: a fully connected layer is a convolution of
/// one pixel.
class LayerIntegers {
public:
    /// `node` is a layer of the network; both must outlive this.
    LayerIntegers(const integer::QuantisedNetwork &network, int node);

    const network::Node &node() const { return m_node; }
    const network::Convolution &convolution() const { return m_convolution; }
    const integer::QuantisedLayer &layer() const { return m_layer; }
    int channels() const { return static_cast<int>(m_layer.channels.size()); }

    /// The units that compute channels of the layer, in the order of the platform.
    const std::vector<int> &units() const { return m_units; }
    const integer::QuantisedUnit &unit(int unit) const { return m_network.units[static_cast<std::size_t>(unit)]; }
    const std::optional<integer::Converter> &converter(int unit) const
    {
        return m_layer.converters[static_cast<std::size_t>(unit)];
    }
    bool isDigital() const { return m_units.size() == 1 && !converter(m_units.front()); }
    /// Of all channels of a unit.
    int shift(int unit) const;

    /// By channel, 0 for channels of other units.
    std::vector<double> weights(int unit) const;
    std::vector<double> multipliers(int unit) const;
    std::vector<double> addends(int unit) const;

    /// [channels, inputs of a group, kernel height, kernel width].
    OnnxDimensions weightDimensions() const;
    /// Attributes of a Conv.
    OnnxAttributes attributes() const;
    const integer::CodeRange &inputRange() const { return rangeOf(m_node.inputs.front()); }
    const integer::CodeRange &outputRange() const { return rangeOf(m_index); }
    network::Shape inputShape() const { return m_network.network.node(m_node.inputs.front()).output; }

private:
    bool isOn(int channel, int unit) const { return m_layer.unitOfChannel[static_cast<std::size_t>(channel)] == unit; }
    const integer::CodeRange &rangeOf(int node) const { return m_network.ranges[static_cast<std::size_t>(node)]; }

    const integer::QuantisedNetwork &m_network;
    int m_index;
    const network::Node &m_node;
    const integer::QuantisedLayer &m_layer;
    network::Convolution m_convolution;
    std::vector<int> m_units;
};

/// ONNX holds addends in single precision, which has all integers up to 2^24 and some beyond: the first channel of the
/// layer whose addend it has not.
std::optional<int> channelOfInexactAddend(const LayerIntegers &layer);

} // namespace odimo::deploy
