// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/findings.h"
#include "core/onnx/passes/layout.h"
#include "core/onnx/passes/new_names.h"

namespace odimo::onnx {

/// A value of the file as another, the source, in some order and shape.
struct View {
    std::string source;
    Layout layout;
    std::optional<std::size_t> maker; ///< The last node of the file that changed order or shape.
};

/// The values of a graph that is being rebuilt without the nodes that only change order and shape. Nodes that are kept
/// read sources, which are in the order of the network.
class LayoutViews {
public:
    LayoutViews(Graph &graph, Findings &findings) : m_graph(graph), m_findings(findings), m_names(graph) {}

    /// Of a value with a known shape.
    View of(const std::string &value) const;
    /// The value in the file's order is that of a new one; it takes over the range. Returns its name.
    std::string replace(const std::string &value, const Dimensions &shape, const Layout &layout,
                        std::optional<std::size_t> maker);
    /// The result of a node that only changes order and shape.
    void add(const Node &maker, const Layout &layout, const std::string &source);

    /// True if `settled` is exact.
    bool isReady(const std::string &value) const;
    /// A value of the rebuilt graph in the file's own order and shape, for `reader`. Where the network cannot have it,
    /// the node that made the order is refused; throws Refusal of the reader if there is no such node.
    std::string settled(const std::string &value, const Node &reader);
    std::string settledOutput(const std::string &value);
    /// The source, an image or features, as [N, F] in its own order; the value is [N, F] as well.
    std::string flattened(const std::string &value);

    void keep(Node node) { m_kept.push_back(std::move(node)); }
    std::vector<Node> takeKept() { return std::move(m_kept); }
    /// A stored input that is new.
    std::string addConstant(const std::string &like, Constant constant);

private:
    struct Maker {
        Node node;
        Dimensions before;
        Dimensions after;
    };

    std::string settled(const std::string &value, const std::string &reader);
    std::string made(const std::string &value, const View &view, const char *op, const Dimensions &shape);
    std::string refused(const std::string &value, const View &view, const std::string &reader);
    bool isFlat(const View &view, const Dimensions &shape) const;
    bool isWidening(const View &view, const Dimensions &shape) const;
    bool isSame(const View &view, const Dimensions &shape) const;

    Graph &m_graph;
    Findings &m_findings;
    NewNames m_names;
    std::unordered_map<std::string, View> m_views;
    std::vector<Maker> m_makers;
    std::unordered_map<std::string, std::string> m_made; ///< By the operator and the source.
    std::vector<Node> m_kept;
};

} // namespace odimo::onnx
