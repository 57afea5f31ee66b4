// SPDX-License-Identifier: Apache-2.0
#pragma once

// A mapped network in plain integers, by the rules of the chip (docs/diana.md): weights, multipliers, addends and
// shifts from what is stored, then loops over 64-bit integers. It shares no arithmetic with core/integer and
// core/learn.

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/trained_network.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

namespace odimo::samples {

/// The codes of one image's tensor, [C, H, W].
struct Codes {
    network::Shape shape;
    std::vector<std::int64_t> values;

    explicit Codes(const network::Shape &size)
        : shape(size), values(static_cast<std::size_t>(size.channels) * size.height * size.width)
    {
    }
    std::int64_t &at(int channel, int y, int x)
    {
        return values[static_cast<std::size_t>((channel * shape.height + y) * shape.width + x)];
    }
    std::int64_t at(int channel, int y, int x) const { return const_cast<Codes *>(this)->at(channel, y, x); }
    bool holds(int y, int x) const { return y >= 0 && x >= 0 && y < shape.height && x < shape.width; }
};

/// asr(sum * multiplier + addend, shift): a whole channel of a layer.
struct IntegerChannel {
    std::vector<std::int64_t> weights;
    std::int64_t multiplier = 1;
    std::int64_t addend = 0;
    int shift = 0;
    int droppedInputBits = 0;
    std::int64_t divisor = 0; ///< 0 if sums are exact; otherwise codes of `bits` for each `channelsAtOnce`.
    int bits = 0;
    int channelsAtOnce = 0;

    /// What the sum of one row group adds to that of the layer.
    std::int64_t read(std::int64_t sum) const
    {
        if (divisor == 0)
            return sum;
        const double end = std::ldexp(1.0, bits - 1);
        return static_cast<std::int64_t>(
            std::clamp(std::floor(static_cast<double>(sum) / static_cast<double>(divisor)), -end, end - 1));
    }

    /// A shift below 0, where the weights of a layer are large for its output, multiplies.
    std::int64_t requantised(std::int64_t sum) const
    {
        const std::int64_t value = sum * multiplier + addend;
        return shift >= 0 ? value >> shift : value * (std::int64_t{1} << -shift);
    }
};

class IntegerNetwork {
public:
    explicit IntegerNetwork(const mapping::TrainedNetwork &trained, const mapping::CostTable &table)
        : m_network(trained.model.network)
    {
        for (const mapping::ActivationScale &scale : trained.quantisation->activations)
            m_scales[m_network.find(scale.node)] = scale;
        for (std::size_t i = 0; i < table.layers.size(); ++i)
            m_layers[table.layers[i].layer.node] =
                integers(trained, table.platform, table.layers[i].layer, trained.mapping->layers[i].unitOfChannel);
    }

    /// The codes of the logits. `image`: [C, H, W], in [0, 1].
    std::vector<std::int64_t> logits(const std::vector<float> &image) const { return tensors(image).back().values; }

    /// The codes that every node puts out.
    std::vector<Codes> tensors(const std::vector<float> &image) const
    {
        std::vector<Codes> values;
        for (int index = 0; index <= m_network.output(); ++index) {
            const network::Node &node = m_network.node(index);
            std::vector<const Codes *> inputs;
            for (const int input : node.inputs)
                inputs.push_back(&values[static_cast<std::size_t>(input)]);
            Codes made(node.output);
            if (index == 0)
                made = codesOf(image);
            else
                std::visit([&](const auto &op) { compute(op, index, inputs, made); }, node.op);
            values.push_back(std::move(made));
        }
        return values;
    }

    const std::map<int, std::vector<IntegerChannel>> &layers() const { return m_layers; }
    int exponentOf(int node) const { return scaleOf(node).exponent; }

private:
    using Inputs = std::vector<const Codes *>;

    /// Of the values that a node puts out; pools and the like hand on those they read.
    const mapping::ActivationScale &scaleOf(int node) const
    {
        while (!m_scales.contains(node))
            node = m_network.node(node).inputs.front();
        return m_scales.at(node);
    }

    std::int64_t clipped(int node, std::int64_t code) const
    {
        const mapping::ActivationScale &scale = scaleOf(node);
        const std::int64_t codes = std::int64_t{1} << scale.bits;
        return std::clamp<std::int64_t>(code, scale.isSigned ? -codes : 0, codes - 1);
    }

    Codes codesOf(const std::vector<float> &image) const
    {
        Codes codes(m_network.inputShape());
        for (std::size_t i = 0; i < image.size(); ++i)
            codes.values[i] =
                clipped(0, static_cast<std::int64_t>(std::floor(std::ldexp(double(image[i]), -exponentOf(0)) + 0.5)));
        return codes;
    }

    /// A rounded single-precision number, as the weights are.
    static std::int64_t nearest(float value) { return static_cast<std::int64_t>(std::nearbyint(value)); }

    std::vector<IntegerChannel> integers(const mapping::TrainedNetwork &trained, const platform::Platform &platform,
                                         const platform::Layer &layer, const std::vector<int> &units) const
    {
        const std::string &name = layer.geometry.name;
        network::Tensor weight = trained.model.parameters.at(name + ".weight");
        const auto stored = trained.model.parameters.find(name + ".bias");
        std::vector<float> biases =
            stored == trained.model.parameters.end() ? std::vector<float>(units.size()) : stored->second.values;
        const int inputExponent = exponentOf(m_network.node(layer.node).inputs.front());
        const std::size_t perChannel = weight.values.size() / units.size();
        for (std::size_t c = 0; c < units.size(); ++c) { // A kernel on the input of the same number.
            const std::string own = name + "@" + platform.units[static_cast<std::size_t>(units[c])].name;
            const auto kernels = trained.branches.find(own + ".weight");
            if (kernels == trained.branches.end())
                continue;
            const std::size_t kernel = kernels->second.values.size() / units.size();
            for (std::size_t i = 0; i < perChannel; ++i)
                weight.values[c * perChannel + i] =
                    i / kernel == c ? kernels->second.values[c * kernel + i % kernel] : 0.0F;
            if (stored != trained.model.parameters.end())
                biases[c] = trained.branches.at(own + ".bias").values[c];
        }
        std::vector<IntegerChannel> channels(units.size());
        for (std::size_t c = 0; c < units.size(); ++c) {
            const platform::NumericFormat &format = platform.units[static_cast<std::size_t>(units[c])].format;
            const mapping::WeightScales &own =
                *std::ranges::find_if(trained.quantisation->weights, [&](const mapping::WeightScales &each) {
                    return each.layer == name && each.unit == units[c];
                });
            const bool isAnalog = format.weightScale == platform::WeightScale::RealPerChannel;
            const float most = std::ldexp(1.0F, format.weightBits - 1) - 1;
            const auto scale = static_cast<float>(own.scales[isAnalog ? c : 0]);
            const int exponent = isAnalog ? own.exponent.value() : std::ilogb(scale / most);
            IntegerChannel &channel = channels[c];
            for (std::size_t i = 0; i < perChannel; ++i)
                channel.weights.push_back(
                    nearest(std::clamp(weight.values[c * perChannel + i] / scale, -1.0F, 1.0F) * most));
            if (isAnalog)
                channel.multiplier = nearest(std::ldexp(scale, -exponent));
            channel.droppedInputBits = format.droppedInputBits;
            if (format.converter) {
                channel.divisor = own.divisor.value();
                channel.bits = format.converter->bits;
                channel.channelsAtOnce = format.converter->rows / (layer.geometry.kernelX * layer.geometry.kernelY);
                channel.multiplier = std::llround(std::ldexp(own.scales[c] * double(*own.divisor), -exponent));
            }
            const int biasExponent = inputExponent + format.droppedInputBits + exponent;
            channel.shift = exponentOf(layer.node) - biasExponent;
            const std::int64_t half = channel.shift > 0 ? std::int64_t{1} << (channel.shift - 1) : 0;
            const std::int64_t end = std::int64_t{1} << (isAnalog ? 15 : 31);
            channel.addend = std::clamp(nearest(std::ldexp(biases[c], -biasExponent)) + half + middle(channel, layer),
                                        -end, end - 1);
        }
        return channels;
    }

    /// Half of what converters round away, in steps of the bias.
    static std::int64_t middle(const IntegerChannel &channel, const platform::Layer &layer)
    {
        if (channel.divisor == 0)
            return 0;
        const double groups = std::ceil(double(layer.geometry.inChannels) / channel.channelsAtOnce);
        return static_cast<std::int64_t>(std::floor(double(channel.multiplier) * groups * double(channel.divisor - 1) /
                                                    (2 * double(channel.divisor))));
    }

    void compute(const network::Convolution &op, int node, const Inputs &inputs, Codes &made) const
    {
        const Codes &x = *inputs.front();
        const int perGroup = x.shape.channels / op.groups;
        const std::vector<IntegerChannel> &channels = m_layers.at(node);
        for (int k = 0; k < made.shape.channels; ++k) {
            const IntegerChannel &channel = channels[static_cast<std::size_t>(k)];
            const int first = k / (made.shape.channels / op.groups) * perGroup;
            for (int y = 0; y < made.shape.height; ++y)
                for (int column = 0; column < made.shape.width; ++column) {
                    std::int64_t sum = 0, group = 0;
                    auto weight = channel.weights.begin();
                    for (int c = 0; c < perGroup; ++c) {
                        if (channel.divisor > 0 && c > 0 && c % channel.channelsAtOnce == 0) {
                            sum += channel.read(group);
                            group = 0;
                        }
                        for (int i = 0; i < op.kernel.height; ++i)
                            for (int j = 0; j < op.kernel.width; ++j, ++weight) {
                                const int fromY = y * op.stride.height + i * op.dilation.height - op.padding.top;
                                const int fromX = column * op.stride.width + j * op.dilation.width - op.padding.left;
                                if (x.holds(fromY, fromX))
                                    group += *weight * (x.at(first + c, fromY, fromX) >> channel.droppedInputBits);
                            }
                    }
                    sum += channel.read(group);
                    made.at(k, y, column) = clipped(node, channel.requantised(sum));
                }
        }
    }

    void compute(const network::FullyConnected &, int node, const Inputs &inputs, Codes &made) const
    {
        const std::vector<IntegerChannel> &channels = m_layers.at(node);
        for (std::size_t k = 0; k < channels.size(); ++k) {
            std::int64_t sum = 0, group = 0;
            for (std::size_t c = 0; c < channels[k].weights.size(); ++c) {
                if (channels[k].divisor > 0 && c > 0 && c % static_cast<std::size_t>(channels[k].channelsAtOnce) == 0) {
                    sum += channels[k].read(group);
                    group = 0;
                }
                group += channels[k].weights[c] * (inputs.front()->values[c] >> channels[k].droppedInputBits);
            }
            sum += channels[k].read(group);
            made.values[k] = clipped(node, channels[k].requantised(sum));
        }
    }

    void compute(const network::Addition &, int node, const Inputs &inputs, Codes &made) const
    {
        const int shift = exponentOf(node) - exponentOf(m_network.node(node).inputs.front());
        for (std::size_t i = 0; i < made.values.size(); ++i)
            made.values[i] = clipped(node, (inputs[0]->values[i] + inputs[1]->values[i]) >> shift);
    }

    void compute(const network::Relu &, int node, const Inputs &inputs, Codes &made) const
    {
        const int shift = exponentOf(node) - exponentOf(m_network.node(node).inputs.front());
        for (std::size_t i = 0; i < made.values.size(); ++i)
            made.values[i] = clipped(
                node, static_cast<std::int64_t>(std::floor(std::ldexp(double(inputs[0]->values[i]), -shift) + 0.5)));
    }

    void compute(const network::Identity &, int, const Inputs &inputs, Codes &made) const
    {
        made.values = inputs.front()->values;
    }

    /// What is joined has one scale.
    void compute(const network::Concatenation &, int, const Inputs &inputs, Codes &made) const
    {
        made.values.clear();
        for (const Codes *part : inputs)
            made.values.insert(made.values.end(), part->values.begin(), part->values.end());
    }

    void compute(const network::MaxPool &op, int, const Inputs &inputs, Codes &made) const
    {
        pool(op, *inputs.front(), made,
             [](const std::vector<std::int64_t> &window, std::int64_t) { return *std::ranges::max_element(window); });
    }

    void compute(const network::AveragePool &op, int, const Inputs &inputs, Codes &made) const
    {
        pool(op, *inputs.front(), made, mean);
    }

    void compute(const network::GlobalAveragePool &, int, const Inputs &inputs, Codes &made) const
    {
        const Codes &x = *inputs.front();
        const network::Extent whole{x.shape.height, x.shape.width};
        pool(network::AveragePool{.kernel = whole}, x, made, mean);
    }

    /// Truncated toward zero; `zeros`: how much padding counts.
    static std::int64_t mean(const std::vector<std::int64_t> &window, std::int64_t zeros)
    {
        std::int64_t sum = 0;
        for (const std::int64_t code : window)
            sum += code;
        return sum / (static_cast<std::int64_t>(window.size()) + zeros);
    }

    static bool counts(const network::MaxPool &, const network::Shape &, int, int) { return false; }
    static bool counts(const network::AveragePool &op, const network::Shape &image, int y, int x)
    {
        const network::Padding &counted = op.counted;
        return y >= -counted.top && x >= -counted.left && y < image.height + counted.bottom &&
               x < image.width + counted.right;
    }

    template <typename Pool, typename Reduce>
    static void pool(const Pool &op, const Codes &x, Codes &made, const Reduce &reduce)
    {
        for (int c = 0; c < made.shape.channels; ++c)
            for (int y = 0; y < made.shape.height; ++y)
                for (int column = 0; column < made.shape.width; ++column) {
                    std::vector<std::int64_t> window;
                    std::int64_t zeros = 0;
                    for (int i = 0; i < op.kernel.height; ++i)
                        for (int j = 0; j < op.kernel.width; ++j) {
                            const int fromY = y * op.stride.height + i - op.padding.top;
                            const int fromX = column * op.stride.width + j - op.padding.left;
                            if (x.holds(fromY, fromX))
                                window.push_back(x.at(c, fromY, fromX));
                            else if (counts(op, x.shape, fromY, fromX))
                                ++zeros;
                        }
                    made.at(c, y, column) = reduce(window, zeros);
                }
    }

    void compute(const network::Flatten &, int, const Inputs &inputs, Codes &made) const
    {
        made.values = inputs.front()->values;
    }

    template <typename Other>
    void compute(const Other &, int node, const Inputs &, Codes &) const
    {
        throw Error("the integer reference does not know the operator of the node " + m_network.node(node).name);
    }

    const network::Network &m_network;
    std::map<int, mapping::ActivationScale> m_scales;
    std::map<int, std::vector<IntegerChannel>> m_layers;
};

} // namespace odimo::samples
