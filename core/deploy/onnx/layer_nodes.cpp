// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/onnx/layer_nodes.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace odimo::deploy {

namespace {

/// Writes one layer. A sum is in steps of the input, of 1 for a unit that drops bits of it.
class LayerNodes {
public:
    LayerNodes(OnnxModelWriter &model, const integer::QuantisedNetwork &network, int index,
               const network::Convolution &op, const std::string &input)
        : m_model(model), m_network(network), m_node(network.network.node(index)), m_op(op),
          m_layer(network.layers[static_cast<std::size_t>(index)]), m_input(input),
          m_inputRange(network.ranges[static_cast<std::size_t>(m_node.inputs.front())]),
          m_perChannel(m_layer.weights.size() / m_layer.channels.size())
    {
    }

    std::string write()
    {
        std::vector<std::string> parts;
        std::vector<int> order;
        for (std::size_t unit = 0; unit < m_network.units.size(); ++unit) {
            std::vector<int> channels;
            for (std::size_t c = 0; c < m_layer.channels.size(); ++c)
                if (m_layer.unitOfChannel[c] == static_cast<int>(unit))
                    channels.push_back(static_cast<int>(c));
            if (channels.empty())
                continue;
            parts.push_back(part(static_cast<int>(unit), channels));
            order.insert(order.end(), channels.begin(), channels.end());
        }
        return inOrder(parts, order);
    }

private:
    std::string named(const std::string &part) const { return m_node.name + "/" + part; }
    const integer::Requantisation &by(int channel) const { return m_layer.channels[static_cast<std::size_t>(channel)]; }
    double shifted(int channel) const { return std::exp2(-by(channel).shift); }

    std::string part(int unit, const std::vector<int> &channels)
    {
        if (m_op.groups != 1 && channels.size() != m_layer.channels.size())
            throw Error(m_node.name + " has groups and channels on several units, which ONNX has no Conv for");
        const integer::QuantisedUnit &own = m_network.units[static_cast<std::size_t>(unit)];
        const std::optional<integer::Converter> &converter = m_layer.converters[static_cast<std::size_t>(unit)];
        std::string read = m_input;
        int exponent = m_inputRange.exponent;
        if (own.droppedInputBits > 0) {
            const double codes = std::exp2(-exponent - own.droppedInputBits);
            read = m_model.node("Floor", named(own.name + "/read"),
                                {m_model.node("Mul", named(own.name + "/scaled"),
                                              {read, m_model.number(named(own.name + "/per step"), codes)})});
            exponent = 0;
        }
        return converter ? converted(own.name, *converter, channels, read, exponent)
                         : exact(own.name, channels, read, exponent);
    }

    /// The multiplier of a channel is in the scale of its weights.
    std::string exact(const std::string &unit, const std::vector<int> &channels, const std::string &read, int exponent)
    {
        std::vector<double> scales;
        for (const int c : channels)
            scales.push_back(by(c).multiplier * shifted(c) * std::exp2(-exponent));
        const std::string bias = m_model.floats(named(unit + "/bias"), addends(channels), {size(channels)});
        return convolution(unit, {read, weights(unit, channels, 0, inputChannels(), scales), bias});
    }

    /// As a converter reads the columns: row group by row group.
    std::string converted(const std::string &unit, const integer::Converter &converter,
                          const std::vector<int> &channels, const std::string &read, int exponent)
    {
        const int end = 1 << (converter.bits - 1);
        const std::string least = m_model.number(named(unit + "/least"), -end);
        const std::string most = m_model.number(named(unit + "/most"), end - 1);
        const std::string divisor = m_model.number(named(unit + "/divisor"), converter.divisor * std::exp2(exponent));
        std::string codes;
        for (int first = 0; first < inputChannels(); first += converter.groupChannels) {
            const int last = std::min(first + converter.groupChannels, inputChannels());
            const std::string group = unit + "/" + std::to_string(first) + " to " + std::to_string(last - 1);
            const std::string rows = last - first == inputChannels() ? read : sliced(group, read, first, last);
            const std::string sum = convolution(group, {rows, weights(group, channels, first, last, {1})});
            const std::string quotient = m_model.node("Div", named(group + "/div"), {sum, divisor});
            const std::string floor = m_model.node("Floor", named(group + "/floor"), {quotient});
            const std::string code = m_model.node("Clip", named(group + "/code"), {floor, least, most});
            codes = codes.empty() ? code : m_model.node("Add", named(group + "/codes"), {codes, code});
        }
        std::vector<double> multipliers;
        for (const int c : channels)
            multipliers.push_back(by(c).multiplier * shifted(c));
        const OnnxDimensions perChannel = {size(channels), 1, 1};
        const std::string scaled =
            m_model.node("Mul", named(unit + "/scaled codes"),
                         {codes, m_model.floats(named(unit + "/multipliers"), multipliers, perChannel)});
        return m_model.node("Add", named(unit),
                            {scaled, m_model.floats(named(unit + "/addends"), addends(channels), perChannel)});
    }

    static std::int64_t size(const std::vector<int> &channels) { return static_cast<std::int64_t>(channels.size()); }
    int inputChannels() const { return static_cast<int>(m_perChannel) / (m_op.kernel.height * m_op.kernel.width); }

    std::vector<double> addends(const std::vector<int> &channels) const
    {
        std::vector<double> values;
        for (const int c : channels)
            values.push_back(by(c).addend * shifted(c));
        return values;
    }

    /// Of the input channels [first, last).
    std::string weights(const std::string &part, const std::vector<int> &channels, int first, int last,
                        std::vector<double> scales)
    {
        const int area = m_op.kernel.height * m_op.kernel.width;
        std::vector<int> codes;
        for (const int c : channels) {
            const auto begin = m_layer.weights.begin() + static_cast<std::ptrdiff_t>(c * m_perChannel);
            codes.insert(codes.end(), begin + first * area, begin + last * area);
        }
        const bool isOne = std::ranges::all_of(scales, [&](double scale) { return scale == scales.front(); });
        const OnnxDimensions dimensions = isOne ? OnnxDimensions{} : OnnxDimensions{size(channels)};
        if (isOne)
            scales.resize(1);
        const std::vector<int> zeros(scales.size());
        return m_model.node("DequantizeLinear", named(part + "/weights"),
                            {m_model.codes(named(part + "/weight codes"), codes,
                                           {size(channels), last - first, m_op.kernel.height, m_op.kernel.width}),
                             m_model.floats(named(part + "/weight steps"), scales, dimensions),
                             m_model.codes(named(part + "/weight zeros"), zeros, dimensions)},
                            {{"axis", 0}});
    }

    std::string sliced(const std::string &group, const std::string &read, int first, int last)
    {
        return m_model.node("Slice", named(group + "/rows"),
                            {read, m_model.integers(named(group + "/first"), {first}),
                             m_model.integers(named(group + "/end"), {last}),
                             m_model.integers(named(group + "/axis"), {1})});
    }

    std::string convolution(const std::string &part, const std::vector<std::string> &inputs)
    {
        using List = std::vector<std::int64_t>;
        return m_model.node(
            "Conv", named(part + "/conv"), inputs,
            {{"kernel_shape", List{m_op.kernel.height, m_op.kernel.width}},
             {"strides", List{m_op.stride.height, m_op.stride.width}},
             {"pads", List{m_op.padding.top, m_op.padding.left, m_op.padding.bottom, m_op.padding.right}},
             {"dilations", List{m_op.dilation.height, m_op.dilation.width}},
             {"group", m_op.groups}});
    }

    /// `order`: by place the channel of the network.
    std::string inOrder(const std::vector<std::string> &parts, const std::vector<int> &order)
    {
        if (parts.size() == 1)
            return parts.front();
        const std::string joined = m_model.node("Concat", named("units"), parts, {{"axis", 1}});
        if (std::ranges::is_sorted(order))
            return joined;
        std::vector<std::int64_t> places(order.size());
        for (std::size_t place = 0; place < order.size(); ++place)
            places[static_cast<std::size_t>(order[place])] = static_cast<std::int64_t>(place);
        return m_model.node("Gather", named("in order"), {joined, m_model.integers(named("places"), places)},
                            {{"axis", 1}});
    }

    OnnxModelWriter &m_model;
    const integer::QuantisedNetwork &m_network;
    const network::Node &m_node;
    const network::Convolution &m_op;
    const integer::QuantisedLayer &m_layer;
    std::string m_input;
    const integer::CodeRange &m_inputRange;
    std::size_t m_perChannel;
};

} // namespace

std::string layerNodes(OnnxModelWriter &model, const integer::QuantisedNetwork &network, int index,
                       const network::Convolution &op, const std::string &input)
{
    return LayerNodes(model, network, index, op, input).write();
}

} // namespace odimo::deploy
