// SPDX-License-Identifier: Apache-2.0
// Before: nodes in order; the first thing that happens to the input may be a Reshape to an image or a signal.
// After: where the input was a row of values, or has the same sizes beside those of 1, it is that image or signal, and
// the Reshape is an Identity.
#include "core/onnx/passes/passes.h"
#include "core/onnx/short_name.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

/// The only node that reads the input; nullptr if there are more.
Node *onlyReader(Graph &graph)
{
    Node *reader = nullptr;
    for (Node &node : graph.nodes)
        if (std::ranges::count(node.inputs, graph.input) > 0) {
            if (reader)
                return nullptr;
            reader = &node;
        }
    return graph.input == graph.output ? nullptr : reader;
}

/// The sizes of one image but those of 1; none if one is open.
Dimensions longSizes(const Dimensions &shape)
{
    Dimensions sizes(shape.begin() + 1, shape.end());
    std::erase(sizes, 1);
    return std::ranges::all_of(sizes, [](std::int64_t size) { return size > 1; }) ? sizes : Dimensions();
}

bool isSameOrRow(const Dimensions &input, const Dimensions &shape)
{
    const Dimensions before = longSizes(input);
    const Dimensions after = longSizes(shape);
    return !before.empty() && (before == after || (before.size() == 1 && elementCount(after) == before[0]));
}

} // namespace

void reshapeInput(Graph &graph, Findings &findings)
{
    Node *reader = onlyReader(graph);
    if (!reader || reader->op != "Reshape" || !reader->domain.empty() || reader->inputs[0] != graph.input)
        return;
    findings.judge(*reader, [&] {
        const Constant *stored = statedInput(graph, *reader, 1);
        if (!stored)
            return;
        Dimensions shape = integers(*stored);
        if (shape.size() < 3 || shape.size() > 4 || !isSameOrRow(graph.inputShape, shape))
            return;
        findings.ofFile(Verdict::Note, "the input \"" + shortName(graph.input) + "\", " +
                                           dimensionsText(graph.inputShape) + " in the file, is read as the " +
                                           dimensionsText(shape) + " that it is reshaped to");
        shape[0] = graph.inputShape[0];
        graph.inputShape = shape;
        reader->op = "Identity";
        reader->inputs.resize(1);
        reader->attributes.clear();
    });
}

} // namespace odimo::onnx
