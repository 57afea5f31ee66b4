// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/drawn_networks.h"

#include "core/base/random.h"
#include "core/network/shape_inference.h"
#include "tests/core/network/reference_forward.h"
#include "tests/flow/drawn_windows.h"

#include <cmath>
#include <numeric>

namespace odimo::flow {

namespace {

using network::Shape;
using network::reference::fill;
using network::reference::Map;
using onnx::Attributes;
using Ints = std::vector<std::int64_t>;
using Floats = std::vector<float>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A value of the file and what it holds for the image, always as [C, H, W].
struct Value {
    std::string name;
    Map map;
};

/// Draws the network node by node and computes it on the way.
class Drawing {
public:
    explicit Drawing(std::uint64_t seed)
        : m_random(seed), m_opset(oneOf({12, 13, 17, 18, 21})),
          m_isLast(below(4) == 0), m_shape{1 + below(3), 4 + below(9), 4 + below(9)},
          m_model(m_opset, m_isLast ? onnx::Dimensions{1, m_shape.height, m_shape.width, m_shape.channels}
                                    : onnx::Dimensions{1, m_shape.channels, m_shape.height, m_shape.width})
    {
    }

    DrawnNetwork draw()
    {
        const Map image = fill(m_shape, [&](int, int, int) { return static_cast<float>(m_random.uniform()); });
        Value value{"x", image};
        if (m_isLast)
            value.name = node("Transpose", {value.name}, {{"perm", Ints{0, 3, 1, 2}}});
        value = layer(value);
        for (int blocks = 1 + below(4); blocks > 0; --blocks)
            value = block(value);
        const Value scores = ending(classifier(value));
        DrawnNetwork drawn;
        drawn.file = m_model.output(scores.name).bytes();
        drawn.text = "opset " + std::to_string(m_opset) + ", input " + network::shapeText(m_shape) + "\n" + m_text;
        drawn.image.assign(image.values.begin(), image.values.end());
        drawn.scores = scores.map.values;
        return drawn;
    }

private:
    int below(int bound) { return m_random.below(bound); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T>
    T oneOf(std::initializer_list<T> choices)
    {
        return choices.begin()[below(static_cast<int>(choices.size()))];
    }

    std::string node(const std::string &op, const std::vector<std::string> &inputs, const Attributes &attributes = {})
    {
        const std::string name = m_model.node(op, inputs, attributes);
        m_text += name + " of";
        for (const std::string &input : inputs)
            m_text += " " + input;
        for (const auto &[attribute, value] : attributes) {
            m_text += ", " + attribute + " ";
            if (const auto *integer = std::get_if<std::int64_t>(&value))
                m_text += std::to_string(*integer);
            else if (const auto *text = std::get_if<std::string>(&value))
                m_text += *text;
            else if (const auto *list = std::get_if<Ints>(&value))
                for (const std::int64_t each : *list)
                    m_text += std::to_string(each) + " ";
        }
        m_text += "\n";
        return name;
    }

    std::string number(double value) { return m_model.floats({}, {static_cast<float>(value)}); }

    /// In [centre - spread, centre + spread].
    Floats numbers(std::size_t count, double spread, double centre = 0)
    {
        Floats values(count);
        for (float &value : values)
            value = static_cast<float>(centre + spread * (2 * m_random.uniform() - 1));
        return values;
    }

    /// A node on each value of the map alone.
    template <typename Function>
    static Map each(Map map, Function function)
    {
        for (double &value : map.values)
            value = function(value);
        return map;
    }

    Value pool(const Value &input)
    {
        const bool isMaximum = chance(50), counts = !isMaximum && chance(50);
        Attributes attributes;
        const DrawnWindows windows = drawWindows(m_random, input.map, true, attributes);
        if (counts)
            attributes.emplace_back("count_include_pad", std::int64_t{1});
        Map map = pooled(input.map, windows, isMaximum, counts);
        return {node(isMaximum ? "MaxPool" : "AveragePool", {input.name}, attributes), std::move(map)};
    }

    Value pad(const Value &input)
    {
        const int top = below(3), left = below(3), bottom = below(3), right = below(3);
        const Shape &shape = input.map.shape;
        Map map = fill({shape.channels, shape.height + top + bottom, shape.width + left + right},
                       [&](int channel, int row, int column) {
                           const bool has = input.map.has(row - top, column - left);
                           return has ? input.map.at(channel, row - top, column - left) : 0.0;
                       });
        return {node("Pad", {input.name, m_model.integers({0, 0, top, left, 0, 0, bottom, right})}), std::move(map)};
    }

    Value convolution(const Value &input)
    {
        Attributes attributes;
        const DrawnWindows windows = drawWindows(m_random, input.map, false, attributes);
        const bool isDepthwise = chance(25);
        const int channels = input.map.shape.channels;
        return convolve(input, windows, attributes, isDepthwise ? channels * (1 + below(2)) : 1 + below(8),
                        isDepthwise ? channels : 1);
    }

    /// Of the input's height and width.
    Value sameConvolution(const Value &input, int outputs)
    {
        return convolve(input, sameWindows(input.map), {{"pads", Ints{1, 1, 1, 1}}}, outputs, 1);
    }

    Value convolve(const Value &input, const DrawnWindows &windows, Attributes attributes, int outputs, int groups)
    {
        const auto &[rows, columns] = windows;
        const int perGroup = input.map.shape.channels / groups;
        const int fanIn = perGroup * rows.kernel * columns.kernel;
        const Floats weights = numbers(static_cast<std::size_t>(outputs * fanIn), std::sqrt(3.0 / fanIn));
        const bool hasBias = chance(60);
        const Floats bias = numbers(static_cast<std::size_t>(outputs), hasBias ? 0.3 : 0);
        Map map = convolved(input.map, windows, weights, bias, groups);
        std::vector<std::string> inputs{input.name,
                                        m_model.floats({outputs, perGroup, rows.kernel, columns.kernel}, weights)};
        if (hasBias)
            inputs.push_back(m_model.floats({outputs}, bias));
        if (groups != 1)
            attributes.emplace_back("group", std::int64_t{groups});
        return {node("Conv", inputs, attributes), std::move(map)};
    }

    /// A scale and shift of each channel.
    Value affine(const Value &input)
    {
        const int channels = input.map.shape.channels;
        const auto count = static_cast<std::size_t>(channels);
        const Floats scale = numbers(count, 0.5, 1), shift = numbers(count, 0.4);
        const bool divides = chance(30);
        const onnx::Dimensions shape = oneOf<onnx::Dimensions>({{channels, 1, 1}, {1, channels, 1, 1}});
        std::string name;
        Floats mean(count, 0), deviation(count, 1);
        if (divides) {
            name = node("Sub", {node("Div", {input.name, m_model.floats(shape, scale)}), m_model.floats(shape, shift)});
        } else if (chance(60)) {
            mean = numbers(count, 0.3);
            Floats variance = numbers(count, 0.7, 1);
            for (std::size_t c = 0; c < count; ++c)
                deviation[c] = static_cast<float>(std::sqrt(double{variance[c]} + 1e-3));
            name = node("BatchNormalization",
                        {input.name, m_model.floats({channels}, scale), m_model.floats({channels}, shift),
                         m_model.floats({channels}, mean), m_model.floats({channels}, variance)},
                        {{"epsilon", 1e-3F}});
        } else {
            name = node("Add", {node("Mul", {input.name, m_model.floats(shape, scale)}), m_model.floats(shape, shift)});
        }
        return {name, fill(input.map.shape, [&](int channel, int row, int column) {
                    const auto c = static_cast<std::size_t>(channel);
                    if (divides)
                        return input.map.at(channel, row, column) / scale[c] - shift[c];
                    return (input.map.at(channel, row, column) - mean[c]) / deviation[c] * scale[c] + shift[c];
                })};
    }

    Value activation(const Value &input)
    {
        const double ceiling = oneOf({infinity, infinity, 0.5, 1.0, 6.0});
        const std::string &name = input.name;
        std::string result;
        if (ceiling == infinity)
            switch (below(4)) {
            case 0:
                result = node("Max", {name, number(0)});
                break;
            case 1:
                result = node("LeakyRelu", {name}, {{"alpha", 0.0F}});
                break;
            default:
                result = node("Relu", {name});
                break;
            }
        else
            switch (below(3)) {
            case 0:
                result = node("Min", {node("Relu", {name}), number(ceiling)});
                break;
            case 1:
                result = node("Max", {node("Min", {name, number(ceiling)}), number(0)});
                break;
            default:
                result = node("Clip", {name, number(0), number(ceiling)});
                break;
            }
        return {result, each(input.map, [&](double x) { return std::min(std::max(x, 0.0), ceiling); })};
    }

    /// Another order of the axes in between, as tf2onnx writes it.
    Value lastAndBack(const Value &input)
    {
        const std::string last = node("Transpose", {input.name}, {{"perm", Ints{0, 2, 3, 1}}});
        const Value active = activation({last, input.map});
        return {node("Transpose", {active.name}, {{"perm", Ints{0, 3, 1, 2}}}), active.map};
    }

    Value layer(Value value)
    {
        if (chance(15))
            value = pad(value);
        value = convolution(value);
        if (chance(40))
            value = affine(value);
        if (chance(10))
            return lastAndBack(value);
        return chance(70) ? activation(value) : value;
    }

    Value sum(const Value &value)
    {
        const Value other = sameConvolution(value, value.map.shape.channels);
        Value result{node(oneOf({"Add", "Sum"}), {value.name, other.name}), value.map};
        for (std::size_t i = 0; i < result.map.values.size(); ++i)
            result.map.values[i] += other.map.values[i];
        return chance(60) ? activation(result) : result;
    }

    Value concatenation(const Value &value)
    {
        const Value other = sameConvolution(value, 1 + below(4));
        Shape shape = value.map.shape;
        shape.channels += other.map.shape.channels;
        Value result{node("Concat", {value.name, other.name}, {{"axis", oneOf<std::int64_t>({1, -3})}}), Map(shape)};
        result.map.values = value.map.values;
        result.map.values.insert(result.map.values.end(), other.map.values.begin(), other.map.values.end());
        return chance(40) ? activation(result) : result;
    }

    Value block(const Value &value)
    {
        switch (below(9)) {
        case 0:
        case 1:
        case 2:
            return pool(value);
        case 3:
            return sum(value);
        case 4:
            return concatenation(value);
        case 5:
            return {node(oneOf({"Identity", "Dropout"}), {value.name}), value.map};
        default:
            return layer(value);
        }
    }

    /// One number for each channel or, if the map is small, for each value of it; [N, F].
    Value flat(const Value &value)
    {
        const Shape &shape = value.map.shape;
        const int pixels = shape.height * shape.width;
        if (shape.channels * pixels <= 300 && chance(35))
            return flattened(value);
        const bool isMaximum = chance(50);
        Map map = fill({shape.channels, 1, 1}, [&](int channel, int, int) {
            const auto begin = value.map.values.begin() + channel * pixels;
            return isMaximum ? *std::max_element(begin, begin + pixels)
                             : std::accumulate(begin, begin + pixels, 0.0) / pixels;
        });
        const std::string op = isMaximum ? "ReduceMax" : "ReduceMean";
        switch (below(4)) {
        case 0:
            return {reduce(op, value.name, {2, 3}, false), std::move(map)};
        case 1:
            return flattened({reduce(op, reduce(op, value.name, {3}, true), {2}, true), std::move(map)});
        case 2:
            return {reduce(op, reduce(op, value.name, {2}, false), {2}, false), std::move(map)};
        default:
            return flattened({node(isMaximum ? "GlobalMaxPool" : "GlobalAveragePool", {value.name}), std::move(map)});
        }
    }

    std::string reduce(const std::string &op, const std::string &value, const Ints &axes, bool keeps)
    {
        const std::pair<std::string, onnx::AttributeValue> kept{"keepdims", std::int64_t{keeps}};
        return m_opset >= 18 ? node(op, {value, m_model.integers(axes)}, {kept})
                             : node(op, {value}, {{"axes", axes}, kept});
    }

    Value flattened(const Value &value)
    {
        const Shape &shape = value.map.shape;
        const int features = shape.channels * shape.height * shape.width;
        Map map({features, 1, 1});
        map.values = value.map.values;
        std::string source = value.name;
        if (m_isLast) {
            source = node("Transpose", {source}, {{"perm", Ints{0, 2, 3, 1}}});
            map.values.clear();
            for (int row = 0; row < shape.height; ++row)
                for (int column = 0; column < shape.width; ++column)
                    for (int channel = 0; channel < shape.channels; ++channel)
                        map.values.push_back(value.map.at(channel, row, column));
        }
        return {chance(50) ? node("Flatten", {source})
                           : node("Reshape", {source, m_model.integers({oneOf<std::int64_t>({0, 1}), -1})}),
                std::move(map)};
    }

    Value dense(const Value &value, int outputs)
    {
        const int inputs = value.map.shape.channels;
        const Floats weights = numbers(static_cast<std::size_t>(inputs * outputs), std::sqrt(3.0 / inputs));
        const Floats bias = numbers(static_cast<std::size_t>(outputs), 0.3);
        const bool isOutputFirst = chance(50);
        Map map = fill({outputs, 1, 1}, [&](int output, int, int) {
            double result = bias[static_cast<std::size_t>(output)];
            for (int i = 0; i < inputs; ++i)
                result += value.map.at(i, 0, 0) *
                          weights[static_cast<std::size_t>(isOutputFirst ? output * inputs + i : i * outputs + output)];
            return result;
        });
        const onnx::Dimensions shape =
            isOutputFirst ? onnx::Dimensions{outputs, inputs} : onnx::Dimensions{inputs, outputs};
        const std::string stored = m_model.floats(shape, weights), biases = m_model.floats({outputs}, bias);
        if (!isOutputFirst && chance(50))
            return {node("Add", {node("MatMul", {value.name, stored}), biases}), std::move(map)};
        return {node("Gemm", {value.name, stored, biases}, {{"transB", std::int64_t{isOutputFirst}}}), std::move(map)};
    }

    Value classifier(const Value &image)
    {
        Value value = flat(image);
        if (chance(30))
            value = activation(dense(value, 2 + below(8)));
        return dense(value, 3 + below(3));
    }

    /// Left out when read: the scores are those before it.
    Value ending(const Value &scores)
    {
        switch (below(5)) {
        case 0:
            return {node("Softmax", {scores.name}, {{"axis", std::int64_t{1}}}), scores.map};
        case 1:
            return {node("LogSoftmax", {scores.name}, {{"axis", std::int64_t{-1}}}), scores.map};
        default:
            return scores;
        }
    }

    Random m_random;
    int m_opset;
    bool m_isLast; ///< The file has its image as [N, H, W, C].
    Shape m_shape;
    onnx::ModelBuilder m_model;
    std::string m_text;
};

} // namespace

DrawnNetwork drawNetwork(std::uint64_t seed) { return Drawing(seed).draw(); }

} // namespace odimo::flow
