// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/import.h"

#include "core/base/list_text.h"
#include "core/network/shape_inference.h"
#include "core/onnx/passes/input_layout.h"
#include "core/onnx/operators/integer_network.h"
#include "core/onnx/operators/lower.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/read/read_model.h"
#include "core/onnx/short_name.h"
#include "core/onnx/operators/window.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

constexpr int leastOpset = 7;
/// The operators that are read mean the same from 13 on, but for what their steps tell apart.
constexpr int mostOpset = 26;

void checkOpset(const Graph &graph, Findings &findings)
{
    if (graph.opset < leastOpset || graph.opset > mostOpset)
        findings.ofFile(Verdict::Refused,
                        "it is of opset " + std::to_string(graph.opset) + "; opsets " + std::to_string(leastOpset) +
                            " to " + std::to_string(mostOpset) + " are read",
                        "export it with opset_version=17");
}

/// Before: the input's shape may be open. After: it is known, or a finding asks for it.
void settleInput(Graph &graph, const ImportRequest &request, Findings &findings)
{
    constexpr std::array names = {"batch", "channels", "height", "width"};
    const std::vector<std::size_t> order = inputAxes(graph);
    const std::string input = "the input \"" + shortName(graph.input) + "\"";
    if (order[1] != 1) {
        graph.inputIsChannelsLast = true;
        findings.ofFile(Verdict::Note, input + " is [N, H, W, C]; images are given to the network as [N, C, H, W]");
    }
    Dimensions shape = graph.inputShape;
    shape[0] = std::max<std::int64_t>(shape[0], 1);
    std::string open;
    for (std::size_t axis = 1; axis < shape.size(); ++axis) {
        if (shape[axis] == 0 && request.input)
            shape[axis] =
                std::array{request.input->channels, request.input->height, request.input->width}[order[axis] - 1];
        if (shape[axis] == 0)
            addToList(open, shape.size() == 2 ? "features" : names[order[axis]]);
    }
    if (!open.empty())
        findings.ofFile(Verdict::Refused, input + " leaves open: " + open,
                        "write its size behind the file, for example net.onnx:input=3x224x224");
    else if (!imageShape(shape))
        throw Error(graph.file + ": " + input + " is " + dimensionsText(shape) +
                    ", too large to hold; give it smaller images");
    else
        graph.shapes[graph.input] = shape;
}

std::vector<GraphNode> listNodes(const Graph &graph)
{
    std::vector<GraphNode> nodes;
    for (const Node &node : graph.nodes)
        nodes.push_back({.name = node.name, .op = node.op});
    return nodes;
}

/// Before: the nodes of the file are listed, and foldConstants has run. After: shapes and windows of those that are
/// computed are filled in, with the channels first where they were so, or where resolveLayouts has run.
void describe(std::vector<GraphNode> &nodes, const Graph &graph, Findings &findings)
{
    const auto shape = [&](const std::string &value) {
        const auto found = graph.shapes.find(value);
        return found == graph.shapes.end() ? std::nullopt : imageShape(found->second);
    };
    for (const Node &node : graph.nodes) {
        GraphNode &described = nodes[static_cast<std::size_t>(node.position)];
        const std::vector<std::string> inputs = computedInputs(graph, node);
        described.output = shape(node.outputs[0]);
        described.input = inputs.empty() ? std::nullopt : shape(inputs[0]);
        const Constant *weights = node.op == "Conv" ? constantInput(graph, node, 1) : nullptr;
        if (!described.input || !(weights || node.op == "MaxPool" || node.op == "AveragePool"))
            continue;
        std::optional<network::Extent> kernel;
        if (weights && weights->shape.size() == 4)
            kernel = {static_cast<int>(weights->shape[2]), static_cast<int>(weights->shape[3])};
        findings.judge(node, [&] {
            const Window window = readWindow(node, *described.input, kernel);
            described.kernel = window.kernel;
            described.stride = window.stride;
            if (weights)
                described.groups = static_cast<int>(integerAttribute(node, "group", 1));
        });
    }
}

/// True if the network is refused as a whole, so that nothing need be said of its nodes.
bool refuseIntegers(const Graph &graph, Findings &findings)
{
    if (const std::optional<std::string> reason = integerReason(graph)) {
        findings.ofFile(Verdict::Refused, *reason,
                        "give the float or fake-quantised network that it was made from; here each channel still "
                        "chooses its precision");
        return true;
    }
    if (graph.takesIntegers)
        throw Error(graph.file + ": the input \"" + shortName(graph.input) +
                    "\" takes no floating-point values; export the model without the preprocessing of raw images");
    return false;
}

void runPasses(Graph &graph, Findings &findings)
{
    removeIdentities(graph, findings);
    splitSums(graph, findings);
    mergeClips(graph, findings);
    mergeReductions(graph, findings);
    foldQuantization(graph, findings);
    dropEnding(graph, findings);
    resolveLayouts(graph, findings);
    foldAffine(graph, findings);
    foldPadding(graph, findings);
    widenScore(graph, findings);
}

/// What a network needs as a whole.
void checkModel(const network::Model &model, Findings &findings)
{
    if (std::ranges::none_of(model.network.nodes(), network::isLayer)) {
        findings.ofFile(Verdict::Refused, "it has no convolution and no fully connected layer, so nothing to map",
                        "export the whole network, not a part of it");
        return;
    }
    const network::Node &last = model.network.node(model.network.output());
    if (last.output.height != 1 || last.output.width != 1)
        findings.ofFile(Verdict::Note,
                        "its output is " + network::shapeText(last.output) + ", not one number for each class",
                        "to explore it, end it with a pool over the image and a classifier");
    else
        network::checkComplete(model.network);
    network::checkParameters(model.network, model.parameters);
}

/// Before: weights may have no values. After: if so, no parameters and no ranges are left, as they would be made up.
/// Returns what lacks them.
std::string dropMissing(Graph &graph, Findings &findings)
{
    if (graph.missing.empty())
        return "";
    graph.ranges.clear();
    const std::size_t others = graph.missing.size() - 1;
    std::string reason = "\"" + shortName(graph.missing.front()) + "\"" +
                         (others == 0   ? " has"
                          : others == 1 ? " and 1 other tensor have"
                                        : " and " + std::to_string(others) + " other tensors have") +
                         " a shape, but no values in the file";
    findings.ofFile(Verdict::Note, reason,
                    "for trained weights, export it with them; an exploration trains from the beginning");
    return reason;
}

Import import(Graph graph, const std::string &name, const ImportRequest &request)
{
    Import result{.name = name, .model = {}, .graph = listNodes(graph), .findings = {}};
    Findings findings(graph);
    checkOpset(graph, findings);
    sortNodes(graph);
    reshapeInput(graph, findings);
    widenSignals(graph, findings);
    settleInput(graph, request, findings);
    Findings ofFile = findings;
    removeUnused(graph, findings);
    foldConstants(graph, findings);
    describe(result.graph, graph, findings);
    if (refuseIntegers(graph, ofFile)) {
        result.findings = ofFile.inOrder();
        return result;
    }
    runPasses(graph, findings);
    if (graph.inputIsChannelsLast)
        describe(result.graph, graph, findings);
    result.whyUntrained = dropMissing(graph, findings);
    result.model = lower(graph, findings, name);
    if (result.model)
        checkModel(*result.model, findings);
    else if (!findings.anyRefused())
        findings.ofFile(Verdict::Refused, "the shapes of its tensors do not follow from that of the image",
                        "export the model with fixed sizes");
    result.isTrained = graph.missing.empty();
    if (findings.anyRefused())
        result.model.reset();
    else if (!result.isTrained)
        result.model->parameters.clear();
    result.findings = findings.inOrder();
    return result;
}

} // namespace

Import importModel(const std::filesystem::path &path, const ImportRequest &request)
{
    return import(readModel(path, request.output), path.stem().string(), request);
}

Import importModel(std::span<const std::byte> bytes, const std::string &name, const ImportRequest &request)
{
    return import(readModel(bytes, name, request.output), name, request);
}

} // namespace odimo::onnx
