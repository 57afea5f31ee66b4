// SPDX-License-Identifier: Apache-2.0
// Before: Add, Sub, Mul, Div with constants, Neg and BatchNormalization scale and shift channels anywhere.
// After: they are part of the weights of the layers before or behind them, where that is exact; only a
// BatchNormalization directly behind its layer stays, for network::foldBatchNormalization. A MatMul with a bias is a
// Gemm. The others are depthwise 1x1 convolutions of their own, those of features on images of one pixel.
#include "core/onnx/passes/affine_paths.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/passes/scaled_layer.h"
#include "core/onnx/refusal.h"
#include "core/onnx/short_name.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace odimo::onnx {

namespace {

class AffineFolding {
public:
    AffineFolding(Graph &graph, Findings &findings)
        : m_graph(graph), m_findings(findings), m_names(graph), m_wiring(graph), m_paths(graph, m_wiring)
    {
    }

    void run()
    {
        for (std::size_t index = 0; index < m_graph.nodes.size(); ++index) {
            const Node &node = m_graph.nodes[index];
            if (isAffine(m_graph, node) && m_graph.shapes.contains(affineInput(m_graph, node)))
                m_findings.judge(node, [&] { fold(index); });
        }
        for (const auto &entry : m_folds) {
            Node &node = m_graph.nodes[entry.first];
            const Folds &folds = entry.second;
            m_findings.judge(node, [&] {
                if (isLayer(node))
                    foldIntoLayer(m_graph, node, folds, m_names);
                else if (folds.behind)
                    foldIntoNormalization(m_graph, node, *folds.behind, m_names);
            });
        }
        m_wiring.finish();
        if (m_added.empty())
            return;
        std::ranges::move(m_added, std::back_inserter(m_graph.nodes));
        sortNodes(m_graph);
    }

private:
    void fold(std::size_t index)
    {
        Node &node = m_graph.nodes[index];
        const std::string source = affineInput(m_graph, node);
        m_paths.charge(source);
        Affine affine = readAffine(m_graph, node);
        const auto taken = m_folds.find(index);
        if (taken != m_folds.end())
            affine = composed(*taken->second.before, affine);
        else if (node.op == "BatchNormalization" && isBehindLayer(source))
            return;
        const AffinePath back = m_paths.backwards(source, affine);
        const AffinePath forth = back.obstacle.empty() ? AffinePath() : m_paths.forwards(node.outputs[0], affine);
        if (taken != m_folds.end())
            m_folds.erase(taken);
        if (!back.obstacle.empty() && !forth.obstacle.empty()) {
            standAlone(node, source, affine, back.obstacle + ", and " + forth.obstacle);
            return;
        }
        take(back.obstacle.empty() ? back : forth);
        moveRange(node.outputs[0], source, back.obstacle.empty());
        const auto &parts = back.obstacle.empty() ? back.behind : forth.before;
        m_findings.foldedInto(node, m_graph.nodes[parts.front().node]);
        m_wiring.bypass(node, source);
    }

    void standAlone(Node &node, const std::string &source, const Affine &affine, const std::string &obstacle)
    {
        const std::string reason = "its scale and shift for each channel become part of no layer: " + obstacle;
        const std::string remedy = "put it directly behind a convolution or fully connected layer that nothing else "
                                   "reads, or before one that does not pad";
        const std::size_t axes = shapeOf(m_graph, source).size();
        if (axes != 4 && axes != 2)
            throw Refusal(reason, remedy);
        makeLayer(m_graph, node, axes == 2 ? asImage(node, source) : source, affine, m_names);
        m_findings.ofNode(node, Verdict::Mappable, "a layer of its own, a depthwise 1x1 convolution: " + reason,
                          "to save it, " + remedy);
    }

    /// Makes an image of one pixel of the features that the node reads, and features of what it computes.
    std::string asImage(Node &node, const std::string &source)
    {
        const Dimensions features = shapeOf(m_graph, source);
        Node before = node, behind = node;
        before.op = "Unsqueeze";
        before.inputs = {source};
        before.outputs = {m_names.like(source)};
        before.attributes = {{"axes", std::vector<std::int64_t>{2, 3}}};
        node.outputs[0] = m_names.like(node.outputs[0]);
        behind.op = "Flatten";
        behind.inputs = {node.outputs[0]};
        behind.outputs.resize(1);
        behind.attributes.clear();
        for (const std::string &image : {before.outputs[0], node.outputs[0]})
            m_graph.shapes[image] = {features[0], features[1], 1, 1};
        m_added.push_back(before);
        m_added.push_back(std::move(behind));
        return before.outputs[0];
    }

    /// Where lowering will fold a BatchNormalization into its layer.
    bool isBehindLayer(std::string value)
    {
        while (m_wiring.hasOneReader(value)) {
            const Node *node = m_wiring.producer(value);
            if (!node || !node->domain.empty())
                return false;
            if (isLayer(*node))
                return true;
            if (node->op != "Flatten" && node->op != "Identity")
                return false;
            value = node->inputs[0];
        }
        return false;
    }

    void take(const AffinePath &path)
    {
        for (const auto &[index, affine] : path.before) {
            std::optional<Affine> &before = m_folds[index].before;
            before = before ? composed(*before, affine) : affine;
        }
        for (const auto &[index, affine] : path.behind) {
            std::optional<Affine> &behind = m_folds[index].behind;
            behind = behind ? composed(*behind, affine) : affine;
        }
        for (const auto &[index, affine] : path.ceilings) {
            Node &clip = m_graph.nodes[index];
            clip.attributes["max"] = static_cast<float>(numberAttribute(clip, "max", 0) * affine.scale[0]);
        }
        for (const std::string &value : path.changed)
            m_graph.ranges.erase(value);
    }

    /// What reads `result` will read `source`, which keeps its values unless they are those of the result now.
    void moveRange(const std::string &result, const std::string &source, bool takesValues)
    {
        const auto range = m_graph.ranges.find(result);
        if (range == m_graph.ranges.end())
            return;
        if (takesValues)
            m_graph.ranges.insert_or_assign(source, network::ValueRange(range->second));
        m_graph.ranges.erase(result);
    }

    Graph &m_graph;
    Findings &m_findings;
    NewNames m_names;
    Wiring m_wiring;
    AffinePaths m_paths;
    std::vector<Node> m_added;
    std::map<std::size_t, Folds> m_folds; ///< By index of the node that takes them over.
};

} // namespace

void foldAffine(Graph &graph, Findings &findings) { AffineFolding(graph, findings).run(); }

} // namespace odimo::onnx
