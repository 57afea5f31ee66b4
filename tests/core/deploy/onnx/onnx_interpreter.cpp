// SPDX-License-Identifier: Apache-2.0
#include "tests/core/deploy/onnx/onnx_interpreter.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>

namespace odimo::samples {

namespace {

using List = std::vector<int>;

std::size_t countOf(const List &shape)
{
    return static_cast<std::size_t>(std::accumulate(shape.begin(), shape.end(), 1, std::multiplies()));
}

/// One node with what it reads.
class Node {
public:
    Node(const ::onnx::NodeProto &proto, const std::map<std::string, OnnxTensor> &values) : m_proto(proto)
    {
        for (const std::string &name : proto.input())
            m_inputs.push_back(&values.at(name));
    }

    OnnxTensor compute() const
    {
        const std::string &op = m_proto.op_type();
        const auto own = table().find(op);
        if (own == table().end())
            throw std::runtime_error("the test knows no operator " + op);
        return own->second(*this);
    }

private:
    using Function = OnnxTensor (*)(const Node &);

    const OnnxTensor &in(std::size_t index = 0) const { return *m_inputs.at(index); }

    List ints(const std::string &name, const List &otherwise) const
    {
        for (const auto &attribute : m_proto.attribute())
            if (attribute.name() == name)
                return {attribute.ints().begin(), attribute.ints().end()};
        return otherwise;
    }

    float real(const std::string &name) const
    {
        for (const auto &attribute : m_proto.attribute())
            if (attribute.name() == name)
                return attribute.f();
        throw std::runtime_error(m_proto.op_type() + " has no " + name);
    }

    int integer(const std::string &name, int otherwise) const
    {
        for (const auto &attribute : m_proto.attribute())
            if (attribute.name() == name)
                return static_cast<int>(attribute.i());
        return otherwise;
    }

    OnnxTensor each(float (*function)(float)) const
    {
        OnnxTensor made = in();
        std::ranges::transform(made.values, made.values.begin(), function);
        return made;
    }

    /// With a second operand of the same shape, of one value, or of one a channel.
    template <typename Function>
    OnnxTensor paired(const Function &function) const
    {
        OnnxTensor made = in();
        const std::vector<float> &other = in(1).values;
        const std::size_t channels = static_cast<std::size_t>(made.shape.at(1));
        const std::size_t plane = made.values.size() / channels;
        for (std::size_t i = 0; i < made.values.size(); ++i) {
            const std::size_t at = other.size() == made.values.size() ? i : other.size() == 1 ? 0 : i / plane;
            made.values[i] = function(made.values[i], other.at(at));
        }
        return made;
    }

    OnnxTensor quantised() const
    {
        // The type of the zero point is known by where the range ends: only signed ones are below 128 here.
        OnnxTensor made = in();
        for (float &value : made.values)
            value = std::clamp(std::nearbyint(value / in(1).values.front()), -128.0F, 127.0F);
        return made;
    }

    OnnxTensor dequantised() const
    {
        OnnxTensor made = in();
        const std::vector<float> &scales = in(1).values;
        const std::size_t perScale = made.values.size() / scales.size();
        for (std::size_t i = 0; i < made.values.size(); ++i)
            made.values[i] *= scales[scales.size() == 1 ? 0 : i / perScale];
        return made;
    }

    OnnxTensor convolved() const
    {
        const OnnxTensor &x = in(), &w = in(1);
        const List strides = ints("strides", {1, 1}), pads = ints("pads", {0, 0, 0, 0}),
                   dilations = ints("dilations", {1, 1});
        const int groups = integer("group", 1), perGroup = w.shape[0] / groups;
        OnnxTensor made{{1, w.shape[0], 0, 0}, {}};
        for (const std::size_t axis : {0U, 1U})
            made.shape[2 + axis] =
                (x.shape[2 + axis] + pads[axis] + pads[2 + axis] - dilations[axis] * (w.shape[2 + axis] - 1) - 1) /
                    strides[axis] +
                1;
        for (int k = 0; k < w.shape[0]; ++k)
            for (int y = 0; y < made.shape[2]; ++y)
                for (int column = 0; column < made.shape[3]; ++column) {
                    float sum = m_inputs.size() > 2 ? in(2).values[static_cast<std::size_t>(k)] : 0;
                    for (int c = 0; c < w.shape[1]; ++c)
                        for (int i = 0; i < w.shape[2]; ++i)
                            for (int j = 0; j < w.shape[3]; ++j)
                                sum += at(x, k / perGroup * w.shape[1] + c, y * strides[0] - pads[0] + i * dilations[0],
                                          column * strides[1] - pads[1] + j * dilations[1]) *
                                       w.values[static_cast<std::size_t>(
                                           ((k * w.shape[1] + c) * w.shape[2] + i) * w.shape[3] + j)];
                    made.values.push_back(sum);
                }
        return made;
    }

    static bool isInside(const OnnxTensor &x, int y, int column)
    {
        return y >= 0 && y < x.shape[2] && column >= 0 && column < x.shape[3];
    }
    static float at(const OnnxTensor &x, int c, int y, int column)
    {
        return isInside(x, y, column) ? x.values[static_cast<std::size_t>((c * x.shape[2] + y) * x.shape[3] + column)]
                                      : 0;
    }

    /// reduce(values of the window that lie in the image).
    OnnxTensor pooled(const List &kernel, float (*reduce)(const std::vector<float> &)) const
    {
        const List strides = ints("strides", {1, 1}), pads = ints("pads", {0, 0, 0, 0});
        const OnnxTensor &x = in();
        OnnxTensor made{{1, x.shape[1], 0, 0}, {}};
        for (const std::size_t axis : {0U, 1U})
            made.shape[2 + axis] = (x.shape[2 + axis] + pads[axis] + pads[2 + axis] - kernel[axis]) / strides[axis] + 1;
        for (int c = 0; c < x.shape[1]; ++c)
            for (int y = 0; y < made.shape[2]; ++y)
                for (int column = 0; column < made.shape[3]; ++column) {
                    std::vector<float> window;
                    for (int i = 0; i < kernel[0]; ++i)
                        for (int j = 0; j < kernel[1]; ++j)
                            if (const int row = y * strides[0] - pads[0] + i, at = column * strides[1] - pads[1] + j;
                                isInside(x, row, at))
                                window.push_back(Node::at(x, c, row, at));
                    made.values.push_back(reduce(window));
                }
        return made;
    }

    static float meanOf(const std::vector<float> &window)
    {
        return std::accumulate(window.begin(), window.end(), 0.0F) / static_cast<float>(window.size());
    }
    static float mostOf(const std::vector<float> &window) { return *std::ranges::max_element(window); }

    /// The input channels `channels`.
    static OnnxTensor selected(const OnnxTensor &x, const std::vector<float> &channels)
    {
        OnnxTensor made{x.shape, {}};
        made.shape[1] = static_cast<int>(channels.size());
        const std::size_t plane = x.values.size() / static_cast<std::size_t>(x.shape[1]);
        for (const float channel : channels) {
            const auto begin =
                x.values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(channel) * plane);
            made.values.insert(made.values.end(), begin, begin + static_cast<std::ptrdiff_t>(plane));
        }
        return made;
    }

    OnnxTensor sliced() const
    {
        std::vector<float> channels(static_cast<std::size_t>(in(2).values[0] - in(1).values[0]));
        std::iota(channels.begin(), channels.end(), in(1).values[0]);
        return selected(in(), channels);
    }

    OnnxTensor joined() const
    {
        OnnxTensor made{in().shape, {}};
        made.shape[1] = 0;
        for (const OnnxTensor *part : m_inputs) {
            made.shape[1] += part->shape[1];
            made.values.insert(made.values.end(), part->values.begin(), part->values.end());
        }
        return made;
    }

    OnnxTensor padded() const
    {
        const OnnxTensor &x = in();
        List pads(in(1).values.begin(), in(1).values.end());
        OnnxTensor made{{1, x.shape[1], x.shape[2] + pads[2] + pads[6], x.shape[3] + pads[3] + pads[7]}, {}};
        for (int c = 0; c < made.shape[1]; ++c)
            for (int y = 0; y < made.shape[2]; ++y)
                for (int column = 0; column < made.shape[3]; ++column)
                    made.values.push_back(at(x, c, y - pads[2], column - pads[3]));
        return made;
    }

    /// The ends are inputs, before opset 11 attributes.
    OnnxTensor clipped() const
    {
        const bool hasInputs = m_inputs.size() > 1;
        const float least = hasInputs ? in(1).values.front() : real("min");
        const float most = hasInputs ? in(2).values.front() : real("max");
        OnnxTensor made = in();
        for (float &value : made.values)
            value = std::clamp(value, least, most);
        return made;
    }

    /// x w^T + b.
    OnnxTensor connected() const
    {
        if (integer("transB", 0) != 1)
            throw std::runtime_error("the test knows Gemm with transB only");
        const OnnxTensor &x = in(), &w = in(1);
        OnnxTensor made{{1, w.shape[0]}, {}};
        for (int k = 0; k < w.shape[0]; ++k)
            made.values.push_back(std::inner_product(x.values.begin(), x.values.end(),
                                                     w.values.begin() + std::ptrdiff_t{k} * w.shape[1],
                                                     in(2).values.at(static_cast<std::size_t>(k))));
        return made;
    }

    OnnxTensor flattened() const { return {{1, static_cast<int>(in().values.size())}, in().values}; }

    /// A 0 keeps the size, -1 is what is left.
    OnnxTensor reshaped() const
    {
        OnnxTensor made{{in(1).values.begin(), in(1).values.end()}, in().values};
        int known = 1;
        for (std::size_t i = 0; i < made.shape.size(); ++i) {
            if (made.shape[i] == 0)
                made.shape[i] = in().shape[i];
            known *= made.shape[i];
        }
        std::ranges::replace(made.shape, -1, static_cast<int>(made.values.size()) / -known);
        return made;
    }

    static const std::map<std::string, Function> &table()
    {
        static const std::map<std::string, Function> functions = {
            {"Abs",
             [](const Node &node) {
                 return node.each([](float x) { return std::abs(x); });
             }},
            {"Add",
             [](const Node &node) {
                 return node.paired(std::plus<float>());
             }},
            {"AveragePool",
             [](const Node &node) {
                 return node.pooled(node.ints("kernel_shape", {}), meanOf);
             }},
            {"Clip",
             [](const Node &node) {
                 return node.clipped();
             }},
            {"Concat",
             [](const Node &node) {
                 return node.joined();
             }},
            {"Conv",
             [](const Node &node) {
                 return node.convolved();
             }},
            {"DequantizeLinear",
             [](const Node &node) {
                 return node.dequantised();
             }},
            {"Div",
             [](const Node &node) {
                 return node.paired(std::divides<float>());
             }},
            {"Flatten",
             [](const Node &node) {
                 return node.flattened();
             }},
            {"Floor",
             [](const Node &node) {
                 return node.each([](float x) { return std::floor(x); });
             }},
            {"Gather",
             [](const Node &node) {
                 return selected(node.in(), node.in(1).values);
             }},
            {"Gemm",
             [](const Node &node) {
                 return node.connected();
             }},
            {"GlobalAveragePool",
             [](const Node &node) {
                 return node.pooled({node.in().shape[2], node.in().shape[3]}, meanOf);
             }},
            {"Max",
             [](const Node &node) {
                 return node.paired([](float a, float b) { return std::max(a, b); });
             }},
            {"MaxPool",
             [](const Node &node) {
                 return node.pooled(node.ints("kernel_shape", {}), mostOf);
             }},
            {"Min",
             [](const Node &node) {
                 return node.paired([](float a, float b) { return std::min(a, b); });
             }},
            {"Mul",
             [](const Node &node) {
                 return node.paired(std::multiplies<float>());
             }},
            {"Pad",
             [](const Node &node) {
                 return node.padded();
             }},
            {"QuantizeLinear",
             [](const Node &node) {
                 return node.quantised();
             }},
            {"Relu",
             [](const Node &node) {
                 return node.each([](float x) { return std::max(x, 0.0F); });
             }},
            {"Reshape",
             [](const Node &node) {
                 return node.reshaped();
             }},
            {"Sign",
             [](const Node &node) {
                 return node.each([](float x) { return float((x > 0) - (x < 0)); });
             }},
            {"Slice",
             [](const Node &node) {
                 return node.sliced();
             }},
        };
        return functions;
    }

    const ::onnx::NodeProto &m_proto;
    std::vector<const OnnxTensor *> m_inputs;
};

OnnxTensor constantOf(const ::onnx::TensorProto &proto)
{
    OnnxTensor made{{proto.dims().begin(), proto.dims().end()}, {}};
    for (const float value : proto.float_data())
        made.values.push_back(value);
    for (const std::int64_t value : proto.int64_data())
        made.values.push_back(static_cast<float>(value));
    for (const char value : proto.raw_data())
        made.values.push_back(static_cast<float>(static_cast<signed char>(value)));
    if (made.values.size() != countOf(made.shape))
        throw std::runtime_error(proto.name() + " has another number of values than its shape says");
    return made;
}

} // namespace

std::map<std::string, OnnxTensor> interpretOnnx(const std::string &file, const std::string &input,
                                                const OnnxTensor &image)
{
    ::onnx::ModelProto model;
    if (!model.ParseFromString(file))
        throw std::runtime_error("no ONNX file");
    std::map<std::string, OnnxTensor> values = {{input, image}};
    const auto add = [&](const std::string &name, OnnxTensor value) {
        if (!values.emplace(name, std::move(value)).second)
            throw std::runtime_error(name + " is there twice");
    };
    for (const ::onnx::TensorProto &constant : model.graph().initializer())
        add(constant.name(), constantOf(constant));
    for (const ::onnx::NodeProto &node : model.graph().node())
        add(node.output(0), Node(node, values).compute());
    return values;
}

} // namespace odimo::samples
