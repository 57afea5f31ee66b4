// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/onnx/onnx_export.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_text.h"
#include "core/deploy/manifest.h"
#include "core/deploy/onnx/layer_nodes.h"
#include "core/deploy/onnx/model_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::deploy {

namespace {

/// Writes the nodes of a network one after the other. A value in the file is a code times its step.
class NetworkNodes {
public:
    explicit NetworkNodes(const integer::QuantisedNetwork &network)
        : m_network(network), m_model(network.network.name(), "image", imageOf(network.network.inputShape()))
    {
    }

    std::string write()
    {
        for (m_node = 0; m_node <= m_network.network.output(); ++m_node)
            m_values.push_back(std::visit([&](const auto &op) { return value(op); }, node().op));
        const std::string logits =
            m_model.node("Reshape", "logits", {m_values.back(), m_model.integers("logits/shape", {0, -1})});
        m_model.output(logits, {m_network.network.classes()});
        return m_model.bytes();
    }

private:
    static OnnxDimensions imageOf(const network::Shape &shape) { return {shape.channels, shape.height, shape.width}; }

    const network::Node &node() const { return m_network.network.node(m_node); }
    const integer::CodeRange &rangeOf(int index) const { return m_network.ranges[static_cast<std::size_t>(index)]; }
    const integer::CodeRange &range() const { return rangeOf(m_node); }
    const integer::CodeRange &inputRange() const { return rangeOf(node().inputs.front()); }
    const std::string &input(std::size_t index = 0) const
    {
        return m_values[static_cast<std::size_t>(node().inputs[index])];
    }
    std::string named(const std::string &part) const { return node().name + "/" + part; }

    /// The codes that are nearest to a value, within the range.
    std::string quantised(const std::string &exact)
    {
        const bool isSigned = range().least < 0 || range().most < 128;
        if (range().least < -128 || range().most > (isSigned ? 127 : 255))
            throw Error("the codes of " + node().name + " do not fit 8 bits, which ONNX quantises to");
        std::string value = exact;
        const bool isWholeType = range().least == (isSigned ? -128 : 0) && range().most == (isSigned ? 127 : 255);
        if (isSigned && range().least == 0 && range().most == 127)
            value = m_model.node("Relu", named("relu"), {value});
        else if (!isWholeType)
            value = m_model.node("Clip", named("clip"),
                                 {value, m_model.number(named("least"), range().least * range().step()),
                                  m_model.number(named("most"), range().most * range().step())});
        const std::string step = m_model.number(named("step"), range().step());
        const std::string zero = m_model.codes(named("zero"), {0}, {}, isSigned);
        const std::string codes = m_model.node("QuantizeLinear", named("codes"), {value, step, zero});
        return m_model.node("DequantizeLinear", node().name, {codes, step, zero});
    }

    /// The value of codes that are rounded down, as shifts do. Floor, because QuantizeLinear rounds halves to even.
    std::string floored(const std::string &codes)
    {
        const std::string whole = m_model.node("Floor", named("whole"), {codes});
        return m_model.node("Mul", named("value"), {whole, m_model.number(named("of step"), range().step())});
    }

    std::string inSteps(const std::string &value)
    {
        return m_model.node("Mul", named("steps"), {value, m_model.number(named("per step"), 1 / range().step())});
    }

    std::string value(const network::Input &op)
    {
        // Pixels are never half a step from two codes, other values may be: those are rounded up.
        if (op.values == network::InputValues::Pixels)
            return quantised("image");
        return quantised(floored(plusHalf(inSteps("image"))));
    }

    std::string plusHalf(const std::string &codes)
    {
        return m_model.node("Add", named("plus half"), {codes, m_model.number(named("half"), 0.5)});
    }

    std::string value(const network::Convolution &op)
    {
        return quantised(floored(layerNodes(m_model, m_network, m_node, op, input())));
    }
    std::string value(const network::FullyConnected &op)
    {
        return quantised(floored(layerNodes(m_model, m_network, m_node, {.outChannels = op.outFeatures}, input())));
    }

    std::string value(const network::Addition &)
    {
        const int shift = integer::shiftOf(m_network, m_node);
        const std::string sum = m_model.node("Add", named("sum"), {input(0), input(1)});
        return quantised(shift > 0 ? floored(inSteps(sum)) : sum);
    }

    std::string value(const network::Relu &)
    {
        const bool shifts = integer::shiftOf(m_network, m_node) > 0;
        return quantised(shifts ? floored(plusHalf(inSteps(input()))) : input());
    }

    std::string value(const network::Concatenation &)
    {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < node().inputs.size(); ++i)
            parts.push_back(input(i));
        return m_model.node("Concat", node().name, parts, {{"axis", 1}});
    }

    OnnxAttributes window(const network::Extent &kernel, const network::Extent &stride,
                          const network::Padding &padding) const
    {
        using List = std::vector<std::int64_t>;
        return {{"kernel_shape", List{kernel.height, kernel.width}},
                {"strides", List{stride.height, stride.width}},
                {"pads", List{padding.top, padding.left, padding.bottom, padding.right}}};
    }

    std::string value(const network::MaxPool &op)
    {
        return m_model.node("MaxPool", node().name, {input()}, window(op.kernel, op.stride, op.padding));
    }

    std::string value(const network::AveragePool &op)
    {
        const network::Padding &zeros = op.counted;
        std::string image = input();
        if (zeros != network::Padding{})
            image = m_model.node("Pad", named("padded"),
                                 {image, m_model.integers(named("pads"), {0, 0, zeros.top, zeros.left, 0, 0,
                                                                          zeros.bottom, zeros.right})});
        const network::Padding rest = {op.padding.top - zeros.top, op.padding.left - zeros.left,
                                       op.padding.bottom - zeros.bottom, op.padding.right - zeros.right};
        return truncated(m_model.node("AveragePool", named("mean"), {image}, window(op.kernel, op.stride, rest)),
                         op.kernel.height * op.kernel.width);
    }

    std::string value(const network::GlobalAveragePool &)
    {
        const network::Shape shape = m_network.network.node(node().inputs.front()).output;
        return truncated(m_model.node("GlobalAveragePool", named("mean"), {input()}), shape.height * shape.width);
    }

    /// Means of at most `count` codes, cut toward zero. A quarter of the least part that a mean can have keeps one that
    /// is whole from being rounded below itself.
    std::string truncated(const std::string &mean, int count)
    {
        const std::string quarter = m_model.number(named("quarter"), 0.25 / count);
        const std::string codes = inSteps(mean);
        if (range().least >= 0)
            return quantised(floored(m_model.node("Add", named("more"), {codes, quarter})));
        const std::string size = m_model.node("Abs", named("size"), {codes});
        const std::string value = floored(m_model.node("Add", named("more"), {size, quarter}));
        return quantised(m_model.node("Mul", named("signed"), {m_model.node("Sign", named("sign"), {codes}), value}));
    }

    /// Everything has four dimensions, so that a fully connected layer is a convolution of one pixel.
    std::string value(const network::Flatten &)
    {
        return m_model.node("Reshape", node().name, {input(), m_model.integers(named("shape"), {0, -1, 1, 1})});
    }

    std::string value(const network::Identity &) { return input(); }
    std::string value(const network::BatchNormalization &)
    {
        throw Error("BatchNormalization " + node().name + " has no integer form; fold it first");
    }

    const integer::QuantisedNetwork &m_network;
    OnnxModelWriter m_model;
    std::vector<std::string> m_values;
    int m_node = 0;
};

} // namespace

std::string onnxOf(const integer::QuantisedNetwork &network) { return NetworkNodes(network).write(); }

void writeOnnx(const ExportRequest &request, const std::filesystem::path &folder)
{
    const std::string model = onnxOf(integersOf(request));
    writeText(folder / "network.onnx", model);
    const Json files = {{"network.onnx", "the quantised network: a Conv for each unit of a layer, and the steps of "
                                         "all codes as QuantizeLinear and DequantizeLinear"}};
    writeText(folder / "manifest.json", documentText(manifestOf(request, 1, files)));
}

} // namespace odimo::deploy
