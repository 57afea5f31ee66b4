// SPDX-License-Identifier: Apache-2.0
// Before: Pad nodes.
// After: Pads by nothing are gone, those in a row add up, and so are Pads of height and width that convolutions and
// pools alone read: these pad themselves. Exact for zeros before a Conv or before an AveragePool, which counts them,
// and before a MaxPool for what never wins: minus infinity, or zeros around values that are not negative. The others
// are refused.
#include "core/onnx/operators/padding.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/short_name.h"
#include "core/onnx/operators/window.h"
#include "core/onnx/passes/wiring.h"

#include <algorithm>
#include <limits>

namespace odimo::onnx {

namespace {

bool isZero(const Pad &pad)
{
    const auto allZero = [](const std::vector<std::int64_t> &amounts) {
        return std::ranges::all_of(amounts, [](std::int64_t amount) { return amount == 0; });
    };
    return allZero(pad.begin) && allZero(pad.end);
}

class PaddingFolding {
public:
    PaddingFolding(Graph &graph, Findings &findings) : m_graph(graph), m_findings(findings), m_wiring(graph) {}

    void run()
    {
        // The last first: of Pads in a row each then finds a reader that pads for those behind it.
        for (std::size_t index = m_graph.nodes.size(); index-- > 0;) {
            const Node &node = m_graph.nodes[index];
            const bool isKnown = !node.inputs.empty() && m_graph.shapes.contains(node.inputs[0]);
            if (node.op == "Pad" && node.domain.empty() && isKnown && m_findings.judge(node, [&] { fold(node); }))
                m_wiring.bypass(node, node.inputs[0]);
        }
        m_wiring.finish();
    }

private:
    void fold(const Node &node)
    {
        const Pad pad = readPad(m_graph, node);
        if (isZero(pad)) {
            m_findings.ofNode(node, Verdict::Folded, "left out; it pads by nothing");
            return;
        }
        const bool isSpatial = pad.begin.size() == 4 && pad.begin[0] + pad.end[0] + pad.begin[1] + pad.end[1] == 0;
        if (!isSpatial)
            throw Refusal("it pads other axes than height and width", "pad height and width only");
        const std::vector<std::size_t> &readers = m_wiring.readers(node.outputs[0]);
        for (const std::size_t reader : readers)
            if (m_findings.isRefused(m_graph.nodes[reader]))
                throw Refusal("it pads for " + shortName(m_graph.nodes[reader].name) + ", which is refused itself",
                              "see there");
        const auto takes = [&](std::size_t reader) {
            return canTake(m_graph.nodes[reader], node, pad);
        };
        if (node.outputs[0] == m_graph.output || !std::ranges::all_of(readers, takes))
            throw Refusal("it pads with " + std::to_string(pad.value) + " before " + readerNames(node) +
                              ", which cannot pad the same way itself",
                          "pad with zeros, directly before a convolution");
        for (const std::size_t reader : readers)
            extend(m_graph.nodes[reader], node, pad);
        m_findings.ofNode(node, Verdict::Folded, "folded into " + readerNames(node));
    }

    std::string readerNames(const Node &node)
    {
        const std::vector<std::size_t> &readers = m_wiring.readers(node.outputs[0]);
        if (readers.empty())
            return "the output";
        return shortName(m_graph.nodes[readers[0]].name) + (readers.size() > 1 ? " and others" : "");
    }

    bool canTake(const Node &reader, const Node &node, const Pad &pad)
    {
        const bool readsImage = std::ranges::count(reader.inputs, node.outputs[0]) == 1 &&
                                reader.inputs[0] == node.outputs[0] && reader.domain.empty();
        if (reader.op == "Conv")
            return readsImage && pad.value == 0;
        if (reader.op == "AveragePool")
            return readsImage && pad.value == 0 && countsWhatItPads(reader) && !roundsUp(reader, node);
        const bool isLowest = pad.value <= -double{std::numeric_limits<float>::max()};
        return reader.op == "MaxPool" && readsImage && !roundsUp(reader, node) &&
               (isLowest || (pad.value == 0 && isNotNegative(node.inputs[0])));
    }

    /// True if ceil_mode gives the pool a window that ends behind the padded image: it may begin in the padding, which
    /// a pool that pads itself would leave out.
    bool roundsUp(const Node &pool, const Node &node)
    {
        const std::optional<network::Shape> padded = imageShape(shapeOf(m_graph, node.outputs[0]));
        if (!padded || integerAttribute(pool, "ceil_mode", 0) == 0 || padsSame(pool))
            return false;
        const Window window = readWindow(pool, *padded, std::nullopt);
        const network::Padding &own = window.padding;
        return (padded->height + own.top + own.bottom - window.kernel.height) % window.stride.height != 0 ||
               (padded->width + own.left + own.right - window.kernel.width) % window.stride.width != 0;
    }

    static bool padsSame(const Node &pool) { return textAttribute(pool, "auto_pad", "NOTSET").starts_with("SAME"); }

    /// True as well if it pads nothing.
    static bool countsWhatItPads(const Node &pool)
    {
        const std::vector<std::int64_t> pads = integersAttribute(pool, "pads", {});
        const bool padsNothing =
            !padsSame(pool) && std::ranges::all_of(pads, [](std::int64_t amount) { return amount == 0; });
        return padsNothing || integerAttribute(pool, "count_include_pad", 0) != 0;
    }

    /// A Clip from below 0 is refused in lowering. Looks through a few Pads.
    bool isNotNegative(std::string value)
    {
        for (int pads = 0; pads < 8; ++pads) {
            const Node *node = m_wiring.producer(value);
            if (!node || node->op != "Pad")
                return node && (node->op == "Relu" || node->op == "Clip");
            if (readPad(m_graph, *node).value < 0)
                return false;
            value = node->inputs[0];
        }
        return false;
    }

    /// The reader's own padding is worked out on the padded image before it grows.
    void extend(Node &reader, const Node &node, const Pad &pad)
    {
        const std::optional<network::Shape> padded = imageShape(shapeOf(m_graph, node.outputs[0]));
        const Constant *weights = constantInput(m_graph, reader, 1);
        std::optional<network::Extent> kernel;
        if (weights && weights->shape.size() == 4)
            kernel = {static_cast<int>(weights->shape[2]), static_cast<int>(weights->shape[3])};
        if (!padded || (!kernel && reader.op == "Conv"))
            throw Refusal("it pads for a convolution that is refused itself", "see there");
        const network::Padding own = readWindow(reader, *padded, kernel).padding;
        reader.attributes.erase("auto_pad");
        if (reader.op == "AveragePool")
            reader.attributes["count_include_pad"] = std::int64_t{1};
        reader.attributes["pads"] = std::vector<std::int64_t>{own.top + pad.begin[2], own.left + pad.begin[3],
                                                              own.bottom + pad.end[2], own.right + pad.end[3]};
    }

    Graph &m_graph;
    Findings &m_findings;
    Wiring m_wiring;
};

} // namespace

void foldPadding(Graph &graph, Findings &findings) { PaddingFolding(graph, findings).run(); }

} // namespace odimo::onnx
