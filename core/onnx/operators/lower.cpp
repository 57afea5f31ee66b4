// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/lower.h"

#include "core/base/overloaded.h"
#include "core/onnx/operators/affine.h"
#include "core/onnx/operators/node_names.h"
#include "core/onnx/operators/operators.h"
#include "core/onnx/operators/weights.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

constexpr const char *onHost = "runs on the host core; its cycles are not counted";

/// What folds into the node that computes a value, as long as nothing else reads the value; what
/// network::foldBatchNormalization and network::fuseRelu will do, told in advance.
struct Target {
    const Node *node = nullptr;
    bool takesNormalization = false;
};

class Lowering {
public:
    Lowering(Graph &graph, Findings &findings, const std::string &name)
        : m_graph(graph), m_findings(findings), m_readers(readerCounts(graph)), m_weights(graph),
          m_isWhole(!findings.anyRefused())
    {
        // Without a known input no network can be built, but the nodes can still be judged.
        if (const auto input = graph.shapes.find(graph.input); input != graph.shapes.end()) {
            m_model = network::Model{network::Network(name, *imageShape(input->second)), {}};
            m_indices[graph.input] = 0;
        }
    }

    std::optional<network::Model> run()
    {
        for (const Node &node : m_graph.nodes)
            if (!m_findings.judge(node, [&] { lowerNode(node); }))
                m_isWhole = false;
        if (!m_isWhole || !m_model)
            return std::nullopt;
        for (const auto &[value, range] : m_graph.ranges)
            if (const auto found = m_indices.find(value); found != m_indices.end())
                m_model->network.setRange(found->second, range);
        return std::move(m_model);
    }

private:
    void lowerNode(const Node &node)
    {
        const Operator *known = findOperator(node);
        const std::vector<std::string> inputs = computedInputs(m_graph, node);
        const auto isKnown = [&](const std::string &value) {
            return m_graph.shapes.contains(value);
        };
        const bool knowsInputs = std::ranges::all_of(inputs, isKnown);
        if (!known && !(isAffine(m_graph, node) && !knowsInputs)) {
            const UnknownOperator unknown = describeUnknown(node);
            throw Refusal(unknown.reason, unknown.remedy);
        }
        if (inputs.empty())
            throw Refusal("it reads no image", "export the model with its constants folded");
        if (!knowsInputs) {
            m_findings.ofNode(node, Verdict::Note, "not judged; the shape of its input is not known");
            m_isWhole = false;
            return;
        }
        const std::vector<Step> steps = known->steps(m_graph, node);
        stepShapes(m_graph, node, steps);
        network::Parameters parameters;
        if (known->parameters)
            parameters = known->parameters(m_weights, node);
        judge(node, steps.front().op);
        if (m_isWhole)
            build(node, steps, inputs, std::move(parameters));
    }

    void build(const Node &node, const std::vector<Step> &steps, const std::vector<std::string> &inputs,
               network::Parameters parameters)
    {
        const std::string name = m_names.nameFor(node);
        for (auto &entry : parameters)
            m_model->parameters[name + "." + entry.first] = std::move(entry.second);
        std::vector<int> sources;
        for (const std::string &value : inputs)
            sources.push_back(m_indices.at(value));
        for (const Step &step : steps) {
            const std::string own = step.suffix.empty() ? name : m_names.unique(name + "/" + step.suffix);
            sources = {m_model->network.add(own, step.op, sources)};
        }
        m_indices[node.outputs[0]] = sources.front();
    }

    void judge(const Node &node, const network::Operator &op)
    {
        std::visit(Overloaded{
                       [&](const network::Convolution &) { judgeLayer(node); },
                       [&](const network::FullyConnected &) { judgeLayer(node); },
                       [&](const network::BatchNormalization &) { judgeNormalization(node); },
                       [&](const network::Relu &) { judgeRelu(node); },
                       [&](const network::Addition &) {
                           m_findings.ofNode(node, Verdict::Host, onHost);
                           m_targets[node.outputs[0]] = {&node, false};
                       },
                       [&](const network::Flatten &) { judgeView(node); },
                       [&](const network::Identity &) { judgeView(node); },
                       [&](const auto &) { m_findings.ofNode(node, Verdict::Host, onHost); },
                   },
                   op);
    }

    void judgeLayer(const Node &node)
    {
        if (!m_findings.hasVerdict(node, Verdict::Mappable)) // Passes say how a layer came to be.
            m_findings.ofNode(node, Verdict::Mappable, "its channels are split over the units");
        m_targets[node.outputs[0]] = {&node, true};
    }

    void judgeView(const Node &node)
    {
        if (!m_findings.hasVerdict(node, Verdict::Mappable)) // Those that a pass has put around a layer it made.
            m_findings.ofNode(node, Verdict::Folded, "only a matter of shape; computes nothing");
        if (const Target *target = targetOf(node))
            m_targets[node.outputs[0]] = *target;
    }

    void judgeNormalization(const Node &node)
    {
        const Target *target = targetOf(node);
        if (!target || !target->takesNormalization)
            throw Refusal("it cannot be folded into a layer: it does not directly follow a convolution or fully "
                          "connected layer that nothing else reads",
                          "put the BatchNormalization directly after a convolution");
        m_findings.foldedInto(node, *target->node);
        m_targets[node.outputs[0]] = *target;
    }

    void judgeRelu(const Node &node)
    {
        const Target *target = targetOf(node);
        if (!target) {
            m_findings.ofNode(node, Verdict::Host, onHost);
            return;
        }
        m_findings.foldedInto(node, *target->node);
        m_targets[node.outputs[0]] = {target->node, false};
    }

    const Target *targetOf(const Node &node) const
    {
        const auto found = m_targets.find(node.inputs[0]);
        return found == m_targets.end() || m_readers.at(node.inputs[0]) != 1 ? nullptr : &found->second;
    }

    Graph &m_graph;
    Findings &m_findings;
    std::unordered_map<std::string, int> m_readers;
    Weights m_weights;
    bool m_isWhole;
    NodeNames m_names;
    std::optional<network::Model> m_model;
    std::unordered_map<std::string, int> m_indices; ///< The node of the network that computes a value.
    std::unordered_map<std::string, Target> m_targets;
};

} // namespace

std::optional<network::Model> lower(Graph &graph, Findings &findings, const std::string &name)
{
    return Lowering(graph, findings, name).run();
}

} // namespace odimo::onnx
