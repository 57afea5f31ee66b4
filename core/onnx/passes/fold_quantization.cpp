// SPDX-License-Identifier: Apache-2.0
// Before: QuantizeLinear and DequantizeLinear nodes stand around values that are computed (those around constants have
// been computed).
// After: a DequantizeLinear that undoes a QuantizeLinear is gone, and so is that; the value they stood
// around has its range in graph.ranges, and its readers read it unquantised. Where the least code is 0, which exporters
// let take the place of a ReLU, the pair is a Relu if the value may be below 0. (Of class scores it is not, as they
// keep their order.)
#include "core/onnx/passes/not_negative.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/operators/quantization.h"
#include "core/onnx/passes/rewiring.h"

namespace odimo::onnx {

namespace {

std::optional<Quantizer> quantizerOf(const Graph &graph, const Node &node)
{
    const Constant *scale = constantInput(graph, node, 1);
    const Constant *zero = constantInput(graph, node, 2);
    if (!node.domain.empty() || node.outputs.size() != 1 || !scale || (hasInput(node, 2) && !zero))
        return std::nullopt;
    return readQuantizer(node, *scale, zero);
}

/// One number for each class, as far as is known.
bool isScores(const Graph &graph, const std::string &value)
{
    const auto shape = graph.shapes.find(value);
    const std::optional<network::Shape> image = shape == graph.shapes.end() ? std::nullopt : imageShape(shape->second);
    return value == graph.output && (!image || (image->height == 1 && image->width == 1));
}

struct Quantized {
    std::string value; ///< Before it was quantised.
    Quantizer quantizer;
};

} // namespace

void foldQuantization(Graph &graph, Findings &findings)
{
    Rewiring rewiring;
    NotNegative notNegative; // An image is not.
    notNegative.add(graph.input);
    std::unordered_map<std::string, Quantized> quantized;
    std::vector<Node> kept;
    for (Node &node : graph.nodes) {
        rewiring.enter(node);
        std::optional<Quantizer> quantizer;
        if (node.op == "QuantizeLinear" || node.op == "DequantizeLinear")
            findings.judge(node, [&] { quantizer = quantizerOf(graph, node); });
        const auto source = node.inputs.empty() ? quantized.end() : quantized.find(node.inputs[0]);
        if (quantizer && quantizer->scales.size() == 1 && node.op == "QuantizeLinear") {
            quantized[node.outputs[0]] = {node.inputs[0], *quantizer};
        } else if (quantizer && source != quantized.end() && *quantizer == source->second.quantizer) {
            const std::string value = source->second.value;
            const network::ValueRange range = rangeOf(*quantizer);
            if (range.least == 0 && !notNegative.contains(value) && !isScores(graph, node.outputs[0])) {
                node.op = "Relu";
                node.inputs = {value};
                node.attributes.clear();
                graph.ranges.emplace(node.outputs[0], range);
                notNegative.add(node.outputs[0]);
                kept.push_back(std::move(node));
                continue;
            }
            rewiring.replace(node.outputs[0], value);
            graph.ranges.emplace(value, range);
            findings.ofNode(node, Verdict::Folded, "left out; the range of the value is kept as calibrated");
            continue;
        }
        notNegative.follow(graph, node);
        kept.push_back(std::move(node));
    }
    rewiring.finish(graph);
    graph.nodes = std::move(kept);

    removeUnread(graph, [&](const Node &node) {
        const bool isDone = quantized.contains(node.outputs[0]);
        if (isDone)
            findings.ofNode(node, Verdict::Folded, "left out; the range of the value is kept as calibrated");
        return isDone;
    });
}

} // namespace odimo::onnx
