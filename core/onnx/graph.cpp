// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/graph.h"

#include "core/onnx/refusal.h"
#include "core/onnx/short_name.h"

#include <algorithm>
#include <limits>

namespace odimo::onnx {

namespace {

template <typename Value>
Value attribute(const Node &node, const std::string &name, Value initial)
{
    const auto found = node.attributes.find(name);
    if (found == node.attributes.end())
        return initial;
    if (const Value *value = std::get_if<Value>(&found->second))
        return *value;
    throw Refusal("its attribute " + name + " is of the wrong kind", "repair the export; the file contradicts itself");
}

} // namespace

void spend(Graph &graph, std::size_t count)
{
    graph.room -= static_cast<std::int64_t>(count);
    if (graph.room < 0)
        throw Error(graph.file + " computes or shares far more constant values than it holds; export it with its "
                                 "constants folded, each layer with weights of its own");
}

const Constant *constantInput(const Graph &graph, const Node &node, std::size_t index)
{
    if (!hasInput(node, index))
        return nullptr;
    const auto found = graph.constants.find(node.inputs[index]);
    return found == graph.constants.end() ? nullptr : &found->second;
}

const Constant *statedInput(const Graph &graph, const Node &node, std::size_t index)
{
    if (const Constant *constant = constantInput(graph, node, index); constant || !hasInput(node, index))
        return constant;
    for (const Node &each : graph.nodes)
        if (const auto stored = each.attributes.find("value");
            each.op == "Constant" && each.outputs[0] == node.inputs[index] && stored != each.attributes.end())
            return std::get_if<Constant>(&stored->second);
    return nullptr;
}

bool hasInput(const Node &node, std::size_t index) { return index < node.inputs.size() && !node.inputs[index].empty(); }

bool isOneOf(const std::string &op, std::initializer_list<const char *> names)
{
    return std::ranges::find(names, op) != names.end();
}

std::vector<std::string> computedInputs(const Graph &graph, const Node &node)
{
    std::vector<std::string> values;
    for (const std::string &value : node.inputs)
        if (!value.empty() && !graph.constants.contains(value))
            values.push_back(value);
    return values;
}

const Dimensions &shapeOf(const Graph &graph, const std::string &value)
{
    const auto found = graph.shapes.find(value);
    if (found == graph.shapes.end())
        throw Refusal("the shape of its input \"" + shortName(value) + "\" is not known",
                      "give it an input whose shape follows from that of the image");
    return found->second;
}

std::optional<network::Shape> imageShape(const Dimensions &shape)
{
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    const std::optional<std::int64_t> count = elementCount(shape);
    if ((shape.size() != 4 && shape.size() != 2) || !count || *count < 1 || *count / shape[0] > most)
        return std::nullopt;
    const auto size = [&](std::size_t axis) {
        return axis < shape.size() ? static_cast<int>(shape[axis]) : 1;
    };
    return network::Shape{size(1), size(2), size(3)};
}

std::unordered_map<std::string, int> readerCounts(const Graph &graph)
{
    std::unordered_map<std::string, int> counts{{graph.output, 1}};
    for (const Node &node : graph.nodes)
        for (const std::string &value : node.inputs)
            ++counts[value];
    return counts;
}

std::unordered_map<std::string, std::size_t> producers(const Graph &graph)
{
    std::unordered_map<std::string, std::size_t> found;
    for (std::size_t index = 0; index < graph.nodes.size(); ++index)
        for (const std::string &value : graph.nodes[index].outputs)
            found[value] = index;
    return found;
}

std::int64_t integerAttribute(const Node &node, const std::string &name, std::int64_t initial)
{
    return attribute(node, name, initial);
}

double numberAttribute(const Node &node, const std::string &name, double initial)
{
    return double{attribute(node, name, static_cast<float>(initial))};
}

std::string textAttribute(const Node &node, const std::string &name, const std::string &initial)
{
    return attribute(node, name, initial);
}

std::vector<std::int64_t> integersAttribute(const Node &node, const std::string &name,
                                            std::vector<std::int64_t> initial)
{
    return attribute(node, name, std::move(initial));
}

std::optional<std::vector<std::int64_t>> axesOf(const Graph &graph, const Node &node, std::size_t input)
{
    if (const Constant *constant = constantInput(graph, node, input))
        return integers(*constant);
    if (hasInput(node, input))
        throw Refusal("its axes are computed from the image", "export it with constant axes");
    if (node.attributes.contains("axes"))
        return integersAttribute(node, "axes", {});
    return std::nullopt;
}

} // namespace odimo::onnx
