// SPDX-License-Identifier: Apache-2.0
// Before: nodes in order; the input may be a signal [N, C, L] or [N, L, C], and windows may have one size; or an image
// of one channel, [N, H, W], that is reshaped first.
// After: a signal is an image of height 1, [N, C, 1, L] or [N, 1, L, C], and so is every value of three axes behind it:
// weights, constants, axes and windows have one more size. The input's shape, if it was one, is that of the image.
#include "core/onnx/operators/reduction.h"
#include "core/onnx/passes/new_names.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/short_name.h"

#include <algorithm>
#include <iterator>

namespace odimo::onnx {

namespace {

using Integers = std::vector<std::int64_t>;

constexpr std::size_t signalAxes = 3;
/// Where [N, C, L] and [N, L, C] get their height.
constexpr std::size_t channelsFirst = 2;
constexpr std::size_t channelsLast = 1;

bool isWindow(const Node &node) { return isOneOf(node.op, {"Conv", "MaxPool", "AveragePool"}); }

bool readsChannelsFirst(const Node &node)
{
    return isWindow(node) || isOneOf(node.op, {"BatchNormalization", "GlobalAveragePool", "GlobalMaxPool"});
}

bool keepsShape(const Node &node)
{
    return isOneOf(node.op, {"Identity", "Cast", "Dropout", "Relu", "Clip", "Neg", "LeakyRelu", "Sigmoid",
                             "QuantizeLinear", "DequantizeLinear"});
}

bool joinsElements(const Node &node) { return isOneOf(node.op, {"Add", "Sub", "Mul", "Div", "Max", "Min", "Sum"}); }

Integers inserted(Integers values, std::size_t place, std::int64_t value)
{
    values.insert(values.begin() + static_cast<std::ptrdiff_t>(place), value);
    return values;
}

class SignalWidening {
public:
    explicit SignalWidening(Graph &graph) : m_graph(graph), m_names(graph) {}

    void run(Findings &findings)
    {
        const std::size_t height = heightOfInput(findings);
        m_graph.inputShape = inserted(m_graph.inputShape, height, 1);
        m_height[m_graph.input] = height;
        for (Node &node : m_graph.nodes)
            findings.judge(node, [&] { widen(node); });
        std::ranges::move(m_added, std::back_inserter(m_graph.nodes));
        sortNodes(m_graph);
    }

private:
    [[noreturn]] static void refuse(const std::string &reason)
    {
        throw Refusal(reason, "write the network for images of height 1, [N, C, 1, L]");
    }

    /// What its readers make of the input says what it is.
    std::size_t heightOfInput(Findings &findings) const
    {
        bool isTurned = false;
        bool isReshaped = false;
        bool isConvolved = false;
        for (const Node &node : m_graph.nodes)
            if (!node.inputs.empty() && node.inputs[0] == m_graph.input)
                findings.judge(node, [&] {
                    const auto axes = node.op == "Unsqueeze" ? axesIn(node) : std::nullopt;
                    isTurned = isTurned ||
                               (node.op == "Transpose" && integersAttribute(node, "perm", {}) == Integers{0, 2, 1}) ||
                               (axes && axes->size() == 1 && axisOf(axes->front(), signalAxes + 1) == channelsLast);
                    isReshaped = isReshaped || node.op == "Reshape";
                    isConvolved = isConvolved || readsChannelsFirst(node);
                });
        return isTurned || (isReshaped && !isConvolved) ? channelsLast : channelsFirst;
    }

    /// Its axes before are those of three, after of four.
    static std::int64_t moved(std::int64_t axis, std::size_t height)
    {
        const std::size_t place = axisOf(axis, signalAxes);
        return static_cast<std::int64_t>(place < height ? place : place + 1);
    }

    void widen(Node &node)
    {
        std::vector<std::size_t> heights;
        for (const std::string &value : node.inputs)
            if (const auto found = m_height.find(value); found != m_height.end())
                heights.push_back(found->second);
        if (heights.empty() || !node.domain.empty())
            return;
        const std::size_t height = heights.front();
        if (std::ranges::count(heights, height) != std::ssize(heights))
            refuse("it joins signals of which one has the channels first and one last");
        if (readsChannelsFirst(node) && height != channelsFirst)
            refuse("it reads a signal as [N, C, L] that seems to be [N, L, C]");
        if (std::optional<std::size_t> result = widened(node, height))
            m_height[node.outputs[0]] = *result;
    }

    /// Where the result has its height; absent if it is no signal, or the operator is none that is read.
    std::optional<std::size_t> widened(Node &node, std::size_t height)
    {
        if (isWindow(node))
            widenWindow(node);
        if (node.op == "Conv")
            widenConstant(node, 1, height);
        if (joinsElements(node))
            for (std::size_t index = 0; index < node.inputs.size(); ++index)
                widenConstant(node, index, height);
        if (isOneOf(node.op, {"Concat", "Softmax", "LogSoftmax"}))
            node.attributes["axis"] = moved(integerAttribute(node, "axis", -1), height);
        if (readsChannelsFirst(node) || keepsShape(node) || joinsElements(node) ||
            isOneOf(node.op, {"Concat", "Softmax", "LogSoftmax"}))
            return height;
        if (node.op == "Shape")
            keepShape(node, height);
        if (node.op == "Pad")
            return widenPad(node, height);
        if (isReduction(node) || node.op == "Squeeze")
            return dropAxes(node, height);
        if (node.op == "Gather")
            return select(node, height);
        if (node.op == "Unsqueeze")
            return makeImage(node, height);
        if (node.op == "Transpose")
            return swapAxes(node, height);
        if (node.op == "Reshape")
            return reshape(node, height);
        if (node.op == "Flatten")
            node.attributes["axis"] = moved(integerAttribute(node, "axis", 1), height);
        return std::nullopt;
    }

    static void widenWindow(Node &node)
    {
        for (const char *name : {"kernel_shape", "strides", "dilations"})
            if (const Integers sizes = integersAttribute(node, name, {}); sizes.size() == 1)
                node.attributes[name] = inserted(sizes, 0, 1);
        if (const Integers pads = integersAttribute(node, "pads", {}); pads.size() == 2)
            node.attributes["pads"] = Integers{0, pads[0], 0, pads[1]};
    }

    /// Constants of fewer axes begin further behind.
    void widenConstant(Node &node, std::size_t index, std::size_t height)
    {
        const Constant *constant = statedInput(m_graph, node, index);
        if (!constant || constant->shape.size() + height < signalAxes + 1 || constant->shape.size() > signalAxes)
            return;
        Constant widened = *constant;
        widened.shape = inserted(widened.shape, height + widened.shape.size() - signalAxes, 1);
        replace(node, index, std::move(widened));
    }

    std::size_t widenPad(Node &node, std::size_t height)
    {
        const Constant *stored = statedInput(m_graph, node, 1);
        Integers pads = stored ? integers(*stored) : integersAttribute(node, "pads", {});
        if (pads.size() != 2 * signalAxes || node.inputs.size() > 3)
            refuse("its padding is not one amount for each side of a signal");
        pads = inserted(inserted(pads, signalAxes + height, 0), height, 0);
        if (stored)
            replace(node, 1, integerConstant({std::ssize(pads)}, pads));
        else
            node.attributes["pads"] = pads;
        return height;
    }

    /// The sizes that the file knows, without that of the height.
    void keepShape(Node &node, std::size_t height)
    {
        if (node.attributes.contains("start") || node.attributes.contains("end"))
            refuse("it takes a part of the shape of a signal");
        Integers axes;
        for (std::size_t axis = 0; axis <= signalAxes; ++axis)
            if (axis != height)
                axes.push_back(static_cast<std::int64_t>(axis));
        Node whole = node;
        whole.outputs = {m_names.like(node.outputs[0])};
        const std::string indices = m_names.like(node.outputs[0]);
        m_graph.constants[indices] = integerConstant({std::ssize(axes)}, axes);
        node.op = "Gather";
        node.inputs = {whole.outputs[0], indices};
        m_added.push_back(std::move(whole));
    }

    /// A mean or maximum over an axis of size 1 changes nothing, so that the height may go with the others.
    std::optional<std::size_t> dropAxes(Node &node, std::size_t height)
    {
        std::optional<Integers> axes = axesIn(node);
        const bool keeps = isReduction(node) && keepsAxes(node);
        if (axes) {
            for (std::int64_t &axis : *axes)
                axis = moved(axis, height);
            axes->push_back(static_cast<std::int64_t>(height));
            setAxes(node, *axes);
        }
        return keeps ? std::optional(height) : std::nullopt;
    }

    /// Positions of an axis; a single one takes its axis away, and a node behind it the height.
    std::optional<std::size_t> select(Node &node, std::size_t height)
    {
        const Constant *positions = statedInput(m_graph, node, 1);
        const std::int64_t axis = moved(integerAttribute(node, "axis", 0), height);
        node.attributes["axis"] = axis;
        if (!positions || positions->shape.size() == 1)
            return height;
        const std::int64_t place =
            static_cast<std::int64_t>(height) - (axis < static_cast<std::int64_t>(height) ? 1 : 0);
        Node squeeze = node;
        node.outputs = {m_names.like(node.outputs[0])};
        squeeze.op = "Squeeze";
        squeeze.inputs = {node.outputs[0]};
        squeeze.attributes = {{"axes", Integers{place}}};
        m_added.push_back(std::move(squeeze));
        return std::nullopt;
    }

    /// It becomes what moves the height to where the node would add it.
    std::optional<std::size_t> makeImage(Node &node, std::size_t height)
    {
        const std::optional<Integers> axes = axesIn(node);
        if (!axes || axes->size() != 1)
            refuse("it makes more than an image of a signal");
        const std::size_t place = axisOf(axes->front(), signalAxes + 1);
        if (place == height) {
            makeIdentity(node);
            return std::nullopt;
        }
        Integers order;
        for (std::size_t axis = 0; axis <= signalAxes; ++axis)
            if (axis != height)
                order.push_back(static_cast<std::int64_t>(axis));
        setTranspose(node, inserted(order, place, static_cast<std::int64_t>(height)));
        return std::nullopt;
    }

    std::optional<std::size_t> swapAxes(Node &node, std::size_t height)
    {
        const Integers order = integersAttribute(node, "perm", {});
        if (order == Integers{0, 1, 2}) {
            makeIdentity(node);
            return height;
        }
        if (order != Integers{0, 2, 1})
            refuse("it reorders a signal in another way than [N, C, L] and [N, L, C] into each other");
        setTranspose(node, height == channelsLast ? Integers{0, 3, 1, 2} : Integers{0, 2, 3, 1});
        return height == channelsLast ? channelsFirst : channelsLast;
    }

    std::optional<std::size_t> reshape(Node &node, std::size_t height)
    {
        const Constant *stored = statedInput(m_graph, node, 1);
        if (!stored)
            return std::nullopt;
        Integers shape = integers(*stored);
        for (std::size_t axis = height; axis < shape.size(); ++axis)
            if (shape[axis] == 0)
                refuse("it keeps the size of an axis of a signal by a 0");
        if (shape.size() != signalAxes)
            return std::nullopt;
        shape = inserted(shape, channelsFirst, 1);
        replace(node, 1, integerConstant({std::ssize(shape)}, shape));
        return channelsFirst;
    }

    std::optional<Integers> axesIn(const Node &node) const
    {
        const auto stored = node.attributes.find("axes");
        if (stored != node.attributes.end())
            return integersAttribute(node, "axes", {});
        const Constant *constant = statedInput(m_graph, node, 1);
        return constant ? std::optional(integers(*constant)) : std::nullopt;
    }

    void setAxes(Node &node, const Integers &axes)
    {
        if (node.attributes.contains("axes"))
            node.attributes["axes"] = axes;
        else
            replace(node, 1, integerConstant({std::ssize(axes)}, axes));
    }

    static void makeIdentity(Node &node)
    {
        node.op = "Identity";
        node.inputs.resize(1);
        node.attributes.clear();
    }

    static void setTranspose(Node &node, Integers order)
    {
        node.op = "Transpose";
        node.inputs.resize(1);
        node.attributes = {{"perm", std::move(order)}};
    }

    void replace(Node &node, std::size_t index, Constant constant)
    {
        spend(m_graph, constant.count());
        node.inputs[index] = m_names.like(node.inputs[index]);
        m_graph.constants[node.inputs[index]] = std::move(constant);
    }

    Graph &m_graph;
    NewNames m_names;
    std::vector<Node> m_added;                             ///< Not in their places yet.
    std::unordered_map<std::string, std::size_t> m_height; ///< Where signals have their height.
};

} // namespace

void widenSignals(Graph &graph, Findings &findings)
{
    if (graph.inputShape.size() != signalAxes)
        return;
    const std::string stated = dimensionsText(graph.inputShape);
    SignalWidening(graph).run(findings);
    findings.ofFile(Verdict::Note, "the input \"" + shortName(graph.input) + "\", " + stated +
                                       " in the file, is read as the image " + dimensionsText(graph.inputShape));
}

} // namespace odimo::onnx
