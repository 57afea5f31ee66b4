// SPDX-License-Identifier: Apache-2.0
// Before: a constant may be added to the result of a Conv, Gemm or MatMul.
// After: where it is one value a channel and nothing else reads that result, it is the bias of the layer; a MatMul with
// a bias is a Gemm.
#include "core/onnx/passes.h"
#include "core/onnx/weights.h"

namespace odimo::onnx {

namespace {

class BiasFolding {
public:
    BiasFolding(Graph &graph, Findings &findings) : m_graph(graph), m_findings(findings), m_readers(readerCounts(graph))
    {
    }

    void run()
    {
        for (Node &node : m_graph.nodes) {
            bool goes = false;
            if (node.op == "Add" && node.domain.empty() && node.inputs.size() == 2)
                m_findings.judge(node, [&] { goes = fold(node, 0, 1) || fold(node, 1, 0); });
            if (goes)
                continue;
            for (const std::string &value : node.outputs)
                m_producer[value] = m_kept.size();
            m_kept.push_back(std::move(node));
        }
        m_graph.nodes = std::move(m_kept);
    }

private:
    bool fold(const Node &node, std::size_t value, std::size_t constant)
    {
        const Constant *added = constantInput(m_graph, node, constant);
        const auto producer = m_producer.find(node.inputs[value]);
        const auto before = m_graph.shapes.find(node.inputs[value]);
        const auto after = m_graph.shapes.find(node.outputs[0]);
        if (!added || producer == m_producer.end() || m_readers[node.inputs[value]] != 1 ||
            before == m_graph.shapes.end() || after == m_graph.shapes.end() || before->second != after->second)
            return false;
        Node &layer = m_kept[producer->second];
        std::optional<std::vector<float>> bias = perChannel(*added, after->second.size(), after->second.at(1));
        if (!isLayer(layer) || !bias || !addOwnBias(layer, *bias))
            return false;

        // The name of the layer's result is free: the result takes that of the sum, so that its readers find it.
        const std::string name = layer.outputs[0];
        m_graph.constants[name] = floatConstant({after->second[1]}, std::move(*bias));
        layer.inputs.resize(3);
        layer.inputs[2] = name;
        layer.op = layer.op == "MatMul" ? "Gemm" : layer.op;
        layer.attributes.erase("beta");
        layer.outputs[0] = node.outputs[0];
        m_producer[node.outputs[0]] = producer->second;
        m_findings.foldedInto(node, layer);
        return true;
    }

    static bool isLayer(const Node &node)
    {
        return node.domain.empty() && (node.op == "Conv" || node.op == "Gemm" || node.op == "MatMul");
    }

    bool addOwnBias(const Node &layer, std::vector<float> &bias) const
    {
        if (!hasInput(layer, 2))
            return true;
        const Constant *own = constantInput(m_graph, layer, 2);
        const auto values = own ? perChannel(*own, 2, static_cast<std::int64_t>(bias.size())) : std::nullopt;
        for (std::size_t channel = 0; values && channel < bias.size(); ++channel)
            bias[channel] += static_cast<float>(numberAttribute(layer, "beta", 1) * (*values)[channel]);
        return values.has_value();
    }

    Graph &m_graph;
    Findings &m_findings;
    std::unordered_map<std::string, int> m_readers;
    std::vector<Node> m_kept;
    std::unordered_map<std::string, std::size_t> m_producer; ///< Indices into m_kept.
};

} // namespace

void foldBias(Graph &graph, Findings &findings) { BiasFolding(graph, findings).run(); }

} // namespace odimo::onnx
