// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/passes/layout_views.h"

namespace odimo::onnx {

/// How nodes that read values in another order than the network's are made to read their sources instead.
class LayoutRules {
public:
    LayoutRules(Graph &graph, LayoutViews &views) : m_graph(graph), m_views(views) {}

    /// Keeps a node that computes the same on the sources; false if there is none. Shapes of its inputs and of its
    /// output are known.
    bool apply(Node node);

private:
    bool alone(Node &node);
    bool withConstants(Node &node);
    bool together(Node &node);
    bool joined(Node &node);
    bool padded(Node &node);
    bool reduced(Node &node);
    bool turned(Node &node);
    bool ofFeatures(Node &node);
    bool ofChannels(Node &node);

    bool isOfImage(const View &view) const;
    /// True if the source is an image or features.
    bool hasFeatures(const View &view) const;
    /// A constant over the source that the node reads instead; absent if there is none.
    std::optional<Constant> reordered(const Constant &constant, const View &view, const Dimensions &shape,
                                      std::size_t sourceRank);
    /// Keeps the node; its result has this shape, and in the file the given layout over that.
    bool keep(Node &node, const Dimensions &shape, const Layout &layout, const View &like);
    const Dimensions &shape(const std::string &value) const { return m_graph.shapes.at(value); }

    Graph &m_graph;
    LayoutViews &m_views;
};

} // namespace odimo::onnx
