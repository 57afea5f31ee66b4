// SPDX-License-Identifier: Apache-2.0
// Before: nodes in order; the shape of the input is known, unless the file leaves it open.
// After: what can be computed without the image is a constant: Constant nodes, the shapes of values, quantised weights
// and what exporters compute from them. A Gather that selects nothing is a Squeeze or an Identity. graph.shapes holds
// the shapes of all values that follow from the input's.
#include "core/onnx/operators/constant_operators.h"
#include "core/onnx/operators/operators.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/passes/selection.h"
#include "core/onnx/short_name.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

/// Fewer values of one size are a bias or a mask.
constexpr std::int64_t leastWeights = 1 << 16;

class ConstantFolding {
public:
    ConstantFolding(Graph &graph, Findings &findings)
        : m_graph(graph), m_findings(findings), m_readers(readerCounts(graph))
    {
    }

    void run()
    {
        std::vector<Node> kept;
        for (Node &node : m_graph.nodes) {
            std::optional<Constant> value;
            if (!m_findings.judge(node, [&] { value = compute(node); }) || !value) {
                m_findings.judge(node, [&] { respellSelection(m_graph, node); });
                inferShape(node);
                kept.push_back(std::move(node));
                continue;
            }
            spend(m_graph, value->count());
            m_findings.ofNode(node, Verdict::Folded, "computed in advance; a constant");
            m_graph.constants.insert_or_assign(node.outputs[0], std::move(*value));
        }
        m_graph.nodes = std::move(kept);
    }

private:
    std::optional<Constant> compute(Node &node)
    {
        if (!node.domain.empty() || node.outputs.size() != 1)
            return std::nullopt;
        if (node.op == "Constant")
            return constantValue(node);
        if (node.op == "Shape")
            return shapeValue(node);
        if (std::optional<Constant> weights = filledWeights(node))
            return weights;
        const auto entry = std::ranges::find(constantOperators(), node.op, &ConstantOperator::name);
        if (entry == constantOperators().end() || node.inputs.empty() || !computedInputs(m_graph, node).empty())
            return std::nullopt;
        std::vector<std::optional<Constant>> inputs;
        for (const std::string &value : node.inputs)
            inputs.push_back(take(value));
        return entry->compute(node, std::move(inputs));
    }

    /// Weights that are all equal are placeholders for weights that were left out of the file.
    std::optional<Constant> filledWeights(const Node &node)
    {
        const Constant *shape = node.op == "ConstantOfShape" ? constantInput(m_graph, node, 0) : nullptr;
        if (!shape || shape->count() < 2)
            return std::nullopt;
        const Dimensions sizes = integers(*shape);
        const auto stated = node.attributes.find("value");
        const auto *value = stated == node.attributes.end() ? nullptr : std::get_if<Constant>(&stated->second);
        const std::int64_t count = elementCount(sizes).value_or(0);
        if ((value && !value->isFloat()) || count < leastWeights || m_filled + count > mostMissingValues)
            return std::nullopt;
        m_filled += count;
        m_graph.room += count;
        m_graph.missing.push_back(node.outputs[0]);
        return withoutValues(sizes, m_graph.file + ": " + shortName(node.name));
    }

    /// Weights are moved, not copied, to the last that reads them.
    std::optional<Constant> take(const std::string &value)
    {
        const auto found = m_graph.constants.find(value);
        if (found == m_graph.constants.end())
            return std::nullopt;
        spend(m_graph, found->second.count());
        if (--m_readers[value] > 0)
            return found->second;
        return std::move(m_graph.constants.extract(found).mapped());
    }

    /// nullptr if it is not known.
    const Dimensions *shapeRead(const Node &node) const
    {
        if (const Constant *constant = constantInput(m_graph, node, 0))
            return &constant->shape;
        const auto found = m_graph.shapes.find(node.inputs.empty() ? std::string() : node.inputs[0]);
        return found == m_graph.shapes.end() ? nullptr : &found->second;
    }

    std::optional<Constant> shapeValue(const Node &node) const
    {
        const Dimensions *shape = shapeRead(node);
        if (!shape)
            return std::nullopt;
        const auto rank = static_cast<std::int64_t>(shape->size());
        const auto bound = [&](const char *name, std::int64_t initial) {
            const std::int64_t axis = integerAttribute(node, name, initial);
            return std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank);
        };
        const std::int64_t begin = bound("start", 0);
        const std::int64_t end = std::max(begin, bound("end", rank));
        return integerConstant({end - begin}, std::vector<std::int64_t>(shape->begin() + begin, shape->begin() + end));
    }

    /// Also of refused nodes where their shape is known, so that the nodes behind them are judged as well.
    void inferShape(const Node &node)
    {
        const std::vector<std::string> inputs = computedInputs(m_graph, node);
        const auto isKnown = [&](const std::string &value) {
            return m_graph.shapes.contains(value);
        };
        if (inputs.empty() || !std::ranges::all_of(inputs, isKnown))
            return;
        try {
            if (const std::optional<Dimensions> shape = resultShape(m_graph, node))
                m_graph.shapes[node.outputs[0]] = *shape;
        } catch (const Refusal &) {
            // Lowering reports it, unless a pass before that has removed it.
        }
    }

    Graph &m_graph;
    Findings &m_findings;
    std::unordered_map<std::string, int> m_readers;
    std::int64_t m_filled = 0; ///< Weights that stand for others.
};

} // namespace

void foldConstants(Graph &graph, Findings &findings) { ConstantFolding(graph, findings).run(); }

} // namespace odimo::onnx
