// SPDX-License-Identifier: Apache-2.0
// Before: the output may be one score s for each image, of a network that answers yes or no.
// After: it is two, 0 and s: the layer that computes the score has a first channel of zeros, and so has a
// BatchNormalization behind it. The larger of them, and their softmax, are what s and its sigmoid were.
#include "core/onnx/operators/weights.h"
#include "core/onnx/passes/new_names.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/short_name.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

/// Their result for one channel is 0 where that of their input is.
bool keepsZeros(const Node &node)
{
    return isOneOf(node.op, {"Flatten", "Identity", "AveragePool", "GlobalAveragePool", "MaxPool", "GlobalMaxPool",
                             "ReduceMean", "ReduceMax", "Relu", "Clip"});
}

class ScoreWidening {
public:
    explicit ScoreWidening(Graph &graph)
        : m_graph(graph), m_names(graph), m_producer(producers(graph)), m_readers(readerCounts(graph))
    {
    }

    void run()
    {
        std::vector<std::string> values;
        for (std::string value = m_graph.output;; value = m_graph.nodes[m_producer.at(value)].inputs[0]) {
            Node &node = producerOf(value);
            values.push_back(value);
            if (isOneOf(node.op, {"Conv", "Gemm", "MatMul"})) {
                widenLayer(node);
                break;
            }
            if (node.op == "BatchNormalization")
                for (std::size_t index = 1; index <= 4; ++index)
                    prepend(node, index, index == 4 ? 1.0F : 0.0F, 0);
            else if (!keepsZeros(node))
                refuse(node.name);
        }
        for (const std::string &value : values)
            if (const auto shape = m_graph.shapes.find(value); shape != m_graph.shapes.end())
                shape->second.at(1) = 2;
    }

private:
    [[noreturn]] static void refuse(const std::string &name)
    {
        throw Refusal("it gives one score, and " + shortName(name) +
                          " between it and the last layer allows for no second",
                      "end the network with a fully connected layer of two outputs, or of one directly before the end");
    }

    Node &producerOf(const std::string &value)
    {
        const auto found = m_producer.find(value);
        if (found == m_producer.end() || m_readers[value] != 1 || !m_graph.nodes[found->second].domain.empty())
            refuse(shortName(value));
        return m_graph.nodes[found->second];
    }

    void widenLayer(Node &layer)
    {
        const bool isOutIn = layer.op == "Conv" || integerAttribute(layer, "transB", 0) != 0;
        prepend(layer, 1, 0, isOutIn ? 0 : 1);
        if (!hasInput(layer, 2))
            return;
        // The bias of a Gemm may have any number of axes.
        const Constant *bias = constantInput(m_graph, layer, 2);
        if (!bias || bias->count() != 1)
            refuse(layer.name);
        layer.inputs[2] = add(layer.inputs[2], floatConstant({2}, {0, floats(*bias)[0]}));
    }

    /// Puts a slice of `value` before the only one along an axis of a stored input.
    void prepend(Node &node, std::size_t index, float value, std::size_t axis)
    {
        const Constant *stored = constantInput(m_graph, node, index);
        if (!stored || axis >= stored->shape.size() || stored->shape[axis] != 1 || !stored->isFloat())
            refuse(node.name);
        const std::vector<float> &old = floats(*stored);
        spend(m_graph, 2 * old.size());
        std::vector<float> values;
        Dimensions shape = stored->shape;
        shape[axis] = 2;
        if (axis == 0) {
            values.assign(old.size(), value);
            values.insert(values.end(), old.begin(), old.end());
        } else {
            for (const float each : old)
                values.insert(values.end(), {value, each});
        }
        node.inputs[index] = add(node.inputs[index], floatConstant(shape, std::move(values)));
    }

    std::string add(const std::string &likeName, Constant constant)
    {
        const std::string name = m_names.like(likeName);
        m_graph.constants[name] = std::move(constant);
        return name;
    }

    Graph &m_graph;
    NewNames m_names;
    std::unordered_map<std::string, std::size_t> m_producer;
    std::unordered_map<std::string, int> m_readers;
};

} // namespace

void widenScore(Graph &graph, Findings &findings)
{
    const auto shape = graph.shapes.find(graph.output);
    const auto last =
        std::ranges::find_if(graph.nodes, [&](const Node &node) { return node.outputs[0] == graph.output; });
    const bool isScore = shape != graph.shapes.end() && last != graph.nodes.end() &&
                         (shape->second.size() == 2 || shape->second.size() == 4) &&
                         elementCount(shape->second) == shape->second[0];
    if (isScore && findings.judge(*last, [&] { ScoreWidening(graph).run(); }))
        findings.ofFile(Verdict::Note,
                        "its one score s for each image is read as two classes, with the scores 0 and s");
}

} // namespace odimo::onnx
