// SPDX-License-Identifier: Apache-2.0
// Before: Flatten, Reshape, Squeeze, Unsqueeze and Transpose nodes, which may follow each other; values may be in any
// order, as [N, H, W, C]. The input may be, if the graph says so.
// After: all values are [N, C, H, W] or [N, C] in the network's order, the input as well. Of those nodes there are
// left: one Flatten to [N, C] before features, one Identity from [N, C] to [N, C, 1, 1], and those that are refused.
// What works on other orders has its constants, weights and axes reordered instead.
#include "core/onnx/operators/affine.h"
#include "core/onnx/passes/layout_rules.h"
#include "core/onnx/operators/operators.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/operators/reduction.h"
#include "core/onnx/operators/views.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

class LayoutResolution {
public:
    LayoutResolution(Graph &graph, Findings &findings)
        : m_graph(graph), m_findings(findings), m_views(graph, findings), m_rules(graph, m_views)
    {
    }

    void run()
    {
        if (m_graph.inputIsChannelsLast && m_graph.shapes.contains(m_graph.input)) {
            const Dimensions shape = permuted(m_graph.shapes.at(m_graph.input), {0, 3, 1, 2});
            m_graph.input = m_views.replace(m_graph.input, shape, channelsLast(shape), {});
        }
        for (Node &node : m_graph.nodes)
            if (!m_findings.judge(node, [&] { resolve(node); }))
                m_views.keep(node);
        if (m_graph.shapes.contains(m_graph.output))
            m_graph.output = m_views.settledOutput(m_graph.output);
        m_graph.nodes = m_views.takeKept();
    }

private:
    void resolve(Node &node)
    {
        const std::vector<std::string> inputs = computedInputs(m_graph, node);
        const auto isKnown = [&](const std::string &value) {
            return m_graph.shapes.contains(value);
        };
        const auto isReady = [&](const std::string &value) {
            return m_views.isReady(value);
        };
        if (inputs.empty() || !std::ranges::all_of(inputs, isKnown)) {
            m_views.keep(node);
            return;
        }
        if (isOnlyView(node, inputs[0]) ||
            (!std::ranges::all_of(inputs, isReady) && isKnown(node.outputs[0]) && m_rules.apply(node)))
            return;
        const bool isTaken = findOperator(node) || isAffine(m_graph, node) || node.op == "Pad";
        std::unordered_map<std::string, std::string> settled;
        for (const std::string &value : inputs)
            settled[value] = isTaken ? m_views.settled(value, node) : m_views.of(value).source;
        for (std::string &value : node.inputs)
            if (const auto found = settled.find(value); found != settled.end())
                value = found->second;
        m_views.keep(node);
    }

    bool isOnlyView(const Node &node, const std::string &value)
    {
        const bool isNothing = isReduction(node) && reducesOnes(node, m_graph.shapes.at(value));
        if (!node.domain.empty() || !(isView(node) || isNothing) || node.inputs[0] != value)
            return false;
        const Dimensions &before = m_graph.shapes.at(value);
        const Dimensions after = isNothing ? m_graph.shapes.at(node.outputs[0]) : viewShape(m_graph, node, before);
        m_graph.shapes[node.outputs[0]] = after;
        const View view = m_views.of(value);
        const std::optional<Layout> layout = node.op == "Transpose"
                                                 ? transposed(view.layout, permutation(node, before.size()))
                                                 : reshaped(view.layout, after);
        if (layout)
            m_views.add(node, *layout, view.source);
        return layout.has_value();
    }

    /// A mean or maximum over axes of size 1 changes nothing.
    bool reducesOnes(const Node &node, const Dimensions &shape) const
    {
        if (!m_graph.shapes.contains(node.outputs[0]) || m_views.isReady(node.inputs[0]))
            return false;
        const std::vector<bool> reduced = reducedAxes(m_graph, node, shape.size());
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            if (reduced[axis] && (axis == 0 || shape[axis] != 1))
                return false;
        return true;
    }

    Graph &m_graph;
    Findings &m_findings;
    LayoutViews m_views;
    LayoutRules m_rules;
};

} // namespace

void resolveLayouts(Graph &graph, Findings &findings) { LayoutResolution(graph, findings).run(); }

} // namespace odimo::onnx
