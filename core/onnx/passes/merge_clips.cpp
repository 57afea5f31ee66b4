// SPDX-License-Identifier: Apache-2.0
// Before: values may be clipped by Relu, Clip, Max and Min with constants, and by LeakyRelu, PRelu, Elu and
// ThresholdedRelu whose parameter makes them a Relu; one may follow the other.
// After: each of these is a Relu, a Clip with its bounds as attributes or, without bounds, an Identity. Of two that
// follow each other one is left, unless something else reads the first. A lower bound below 0 of values that are never
// below 0 is 0.
#include "core/onnx/passes/not_negative.h"
#include "core/onnx/passes/passes.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_set>

namespace odimo::onnx {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Bounds {
    double least = -infinity;
    double most = infinity;
};

/// What clips to `first` and then to `second` do together.
Bounds together(const Bounds &first, const Bounds &second)
{
    const auto clipped = [&](double value) {
        return std::min(std::max(value, second.least), second.most);
    };
    return {clipped(first.least), clipped(first.most)};
}

std::optional<Bounds> boundsOfClip(const Graph &graph, const Node &node)
{
    Bounds bounds{numberAttribute(node, "min", -infinity), numberAttribute(node, "max", infinity)};
    for (const std::size_t index : {1, 2}) {
        const Constant *constant = constantInput(graph, node, index);
        if (hasInput(node, index) && (!constant || constant->count() != 1))
            return std::nullopt;
        if (constant)
            (index == 1 ? bounds.least : bounds.most) = scalar(*constant);
    }
    return bounds;
}

/// The value of a constant that stands for this one beside every value of `computed`, which is none broadcast to more.
std::optional<double> sameForAll(const Graph &graph, const Constant &constant, const std::string &computed)
{
    if (constant.count() == 1)
        return scalar(constant);
    const auto found = graph.shapes.find(computed);
    if (!constant.isFloat() || constant.count() == 0 || found == graph.shapes.end() ||
        constant.shape.size() > found->second.size())
        return std::nullopt;
    const std::size_t added = found->second.size() - constant.shape.size();
    for (std::size_t axis = 0; axis < constant.shape.size(); ++axis)
        if (constant.shape[axis] != 1 && constant.shape[axis] != found->second[added + axis])
            return std::nullopt;
    const std::vector<float> &values = floats(constant);
    const bool isSame = std::ranges::all_of(values, [&](float value) { return value == values[0]; });
    return isSame ? std::optional<double>(values[0]) : std::nullopt;
}

/// Max and Min of one computed tensor and numbers that are the same for all of its values.
std::optional<Bounds> boundsOfExtremum(const Graph &graph, const Node &node)
{
    Bounds bounds;
    const std::string computed = computedInputs(graph, node)[0];
    for (const std::string &value : node.inputs) {
        const auto constant = graph.constants.find(value);
        if (constant == graph.constants.end())
            continue;
        const std::optional<double> bound = sameForAll(graph, constant->second, computed);
        if (!bound)
            return std::nullopt;
        if (node.op == "Max")
            bounds.least = std::max(bounds.least, *bound);
        else
            bounds.most = std::min(bounds.most, *bound);
    }
    return bounds;
}

bool isZero(const Constant *slope)
{
    return slope && slope->isFloat() && std::ranges::all_of(floats(*slope), [](float value) { return value == 0; });
}

/// Absent if the node does more than clip.
std::optional<Bounds> boundsOf(const Graph &graph, const Node &node)
{
    if (!node.domain.empty() || node.outputs.size() != 1 || computedInputs(graph, node).size() != 1)
        return std::nullopt;
    if (node.op == "Clip")
        return boundsOfClip(graph, node);
    if (node.op == "Max" || node.op == "Min")
        return boundsOfExtremum(graph, node);
    const bool isRelu = node.op == "Relu" || (node.op == "LeakyRelu" && numberAttribute(node, "alpha", 0.01) == 0) ||
                        (node.op == "Elu" && numberAttribute(node, "alpha", 1) == 0) ||
                        (node.op == "ThresholdedRelu" && numberAttribute(node, "alpha", 1) == 0) ||
                        (node.op == "PRelu" && isZero(constantInput(graph, node, 1)));
    return isRelu ? std::optional(Bounds{0, infinity}) : std::nullopt;
}

class ClipMerging {
public:
    ClipMerging(Graph &graph, Findings &findings) : m_graph(graph), m_findings(findings), m_readers(readerCounts(graph))
    {
    }

    void run()
    {
        std::unordered_set<std::string> gone;
        for (Node &node : m_graph.nodes) {
            std::optional<Bounds> bounds;
            m_findings.judge(node, [&] { bounds = boundsOf(m_graph, node); });
            if (!bounds) {
                m_notNegative.follow(m_graph, node);
                continue;
            }
            std::string source = computedInputs(m_graph, node)[0];
            if (const auto first = m_clips.find(source); first != m_clips.end() && m_readers[source] == 1) {
                bounds = together(first->second.bounds, *bounds);
                gone.insert(source);
                m_findings.foldedInto(*first->second.node, node);
                source = first->second.node->inputs[0];
            }
            respell(node, source, *bounds);
        }
        std::erase_if(m_graph.nodes, [&](const Node &node) { return gone.contains(node.outputs[0]); });
    }

private:
    struct Clip {
        Bounds bounds;
        const Node *node;
    };

    void respell(Node &node, const std::string &source, Bounds bounds)
    {
        if (bounds.least <= 0 && m_notNegative.contains(source))
            bounds.least = 0;
        if (bounds.least >= 0)
            m_notNegative.add(node.outputs[0]);
        m_clips[node.outputs[0]] = {bounds, &node};
        node.inputs = {source};
        node.attributes.clear();
        // Some exporters say "no bound" with the largest float.
        constexpr double largest = std::numeric_limits<float>::max();
        if (bounds.most < largest || (bounds.least != 0 && bounds.least > -largest)) {
            node.op = "Clip";
            node.attributes = {{"min", static_cast<float>(bounds.least)}, {"max", static_cast<float>(bounds.most)}};
        } else {
            node.op = bounds.least == 0 ? "Relu" : "Identity";
        }
    }

    Graph &m_graph;
    Findings &m_findings;
    std::unordered_map<std::string, int> m_readers;
    std::unordered_map<std::string, Clip> m_clips; ///< By their results.
    NotNegative m_notNegative;
};

} // namespace

void mergeClips(Graph &graph, Findings &findings) { ClipMerging(graph, findings).run(); }

} // namespace odimo::onnx
