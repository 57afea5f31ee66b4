// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/affine_paths.h"

#include "core/onnx/operators/clip.h"
#include "core/onnx/operators/operators.h"
#include "core/onnx/operators/padding.h"
#include "core/onnx/operators/reduction.h"
#include "core/onnx/refusal.h"
#include "core/onnx/passes/scaled_layer.h"
#include "core/onnx/short_name.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

constexpr int mostSteps = 256;

bool fail(AffinePath &path, std::string obstacle)
{
    path.obstacle = std::move(obstacle);
    return false;
}

bool hasParameters(const Graph &graph, const Node &normalization, std::size_t channels)
{
    for (const std::size_t index : {1, 2, 3, 4}) {
        const Constant *values = constantInput(graph, normalization, index);
        if (!values || !values->isFloat() || values->count() != channels)
            return false;
    }
    return true;
}

bool reducesImage(const Graph &graph, const Node &node, const char *op)
{
    const std::vector<bool> image{false, false, true, true};
    return node.op == op && shapeOf(graph, node.inputs[0]).size() == 4 && reducedAxes(graph, node, 4) == image;
}

/// A mean over values of which some are padding is no mean of what was shifted.
bool countsPadding(const Node &node)
{
    const std::vector<std::int64_t> pads = integersAttribute(node, "pads", {});
    const std::string mode = textAttribute(node, "auto_pad", "NOTSET");
    const bool mayPad = std::ranges::any_of(pads, [](std::int64_t amount) { return amount != 0; }) ||
                        (mode != "NOTSET" && mode != "VALID") || integerAttribute(node, "ceil_mode", 0) != 0;
    return mayPad && integerAttribute(node, "count_include_pad", 0) != 0;
}

/// A mean in which all of a channel take part alike.
bool passesMean(const Graph &graph, const Node &node, const Affine &affine)
{
    return node.op == "GlobalAveragePool" || reducesImage(graph, node, "ReduceMean") ||
           (node.op == "AveragePool" && !(affine.hasShift() && countsPadding(node)));
}

/// The largest value stays the largest.
bool passesMaximum(const Graph &graph, const Node &node, const Affine &affine)
{
    return affine.isPositive() &&
           (node.op == "MaxPool" || node.op == "GlobalMaxPool" || reducesImage(graph, node, "ReduceMax"));
}

bool isUniform(const Affine &affine)
{
    return std::ranges::count(affine.scale, affine.scale[0]) == std::ssize(affine.scale);
}

/// Zeros around an image have a scale but no shift.
bool passesPad(const Graph &graph, const Node &node, const Affine &affine)
{
    if (node.op != "Pad" || shapeOf(graph, node.inputs[0]).size() != 4)
        return false;
    const Pad pad = readPad(graph, node);
    const bool isNothing = paddedShape(Dimensions(4), pad) == Dimensions(4);
    return isNothing || (pad.value == 0 && pad.begin[1] + pad.end[1] == 0 && !affine.hasShift());
}

bool passesRelu(const Node &node, const Affine &affine)
{
    return node.op == "Relu" && affine.isPositive() && !affine.hasShift();
}

/// Of [0, c].
bool isClipFromZero(const Node &node) { return node.op == "Clip" && lowerBound(node) == 0.0; }

bool isConcatenationOfChannels(const Graph &graph, const Node &node)
{
    return node.op == "Concat" && computedInputs(graph, node).size() == node.inputs.size() &&
           axisOf(integerAttribute(node, "axis", 1), shapeOf(graph, node.inputs[0]).size()) == 1;
}

} // namespace

void AffinePaths::charge(const std::string &value)
{
    m_room -= static_cast<std::int64_t>(channels(value));
    if (m_room < 0)
        throw Refusal("it is one of more scales and shifts than can be followed",
                      "export the model with its constants folded");
}

AffinePath AffinePaths::backwards(const std::string &value, const Affine &affine)
{
    AffinePath path;
    m_steps = 0;
    goBack(value, affine, path);
    return path;
}

AffinePath AffinePaths::forwards(const std::string &value, const Affine &affine)
{
    AffinePath path;
    m_steps = 0;
    goForth(value, affine, path);
    return path;
}

std::size_t AffinePaths::channels(const std::string &value) const
{
    const Dimensions &shape = shapeOf(m_graph, value);
    return shape.size() == 2 || shape.size() == 4 ? static_cast<std::size_t>(shape[1]) : 0;
}

std::size_t AffinePaths::pixels(const std::string &image) const
{
    const Dimensions &shape = shapeOf(m_graph, image);
    return shape.size() == 4 ? static_cast<std::size_t>(shape[2] * shape[3]) : 1;
}

bool AffinePaths::mayPass(const std::string &value, const Affine &affine, AffinePath &path)
{
    if (!m_graph.shapes.contains(value) || channels(value) != affine.channels())
        return fail(path, "\"" + shortName(value) + "\" has other channels");
    charge(value);
    if (++m_steps > mostSteps)
        return fail(path, "the way to a layer is too long");
    return true;
}

bool AffinePaths::takesBehind(const Node &layer, const Affine &affine, AffinePath &path)
{
    const std::optional<LayerChannels> channels = layerChannels(m_graph, layer);
    if (!channels || channels->outputs != affine.channels())
        return fail(path, shortName(layer.name) + " before it has no stored weights and bias that fit");
    path.behind.push_back({m_wiring.indexOf(layer), affine});
    return true;
}

bool AffinePaths::takesBefore(const Node &layer, const Affine &affine, AffinePath &path)
{
    const std::optional<LayerChannels> channels = layerChannels(m_graph, layer);
    if (!channels || channels->inputs != affine.channels() ||
        (layer.op != "Conv" && shapeOf(m_graph, layer.inputs[0]).size() != 2))
        return fail(path, shortName(layer.name) + " behind it has no stored weights and bias that fit");
    if (layer.op == "Conv" && affine.hasShift()) {
        const std::vector<Step> steps = convolutionSteps(m_graph, layer);
        if (std::get<network::Convolution>(steps.front().op).padding != network::Padding())
            return fail(path, shortName(layer.name) + " behind it pads with zeros, which the shift does not reach");
    }
    path.before.push_back({m_wiring.indexOf(layer), affine});
    return true;
}

bool AffinePaths::goBack(const std::string &value, const Affine &affine, AffinePath &path)
{
    if (!mayPass(value, affine, path))
        return false;
    const Node *node = m_wiring.producer(value);
    if (!node)
        return fail(path, "no layer stands before it");
    const std::string name = shortName(node->name);
    if (!m_wiring.hasOneReader(value))
        return fail(path, name + " before it is read by others as well");
    if (!node->domain.empty() || !m_graph.shapes.contains(node->inputs.at(0)))
        return fail(path, name + " before it is none that they can pass");
    path.changed.push_back(value);
    return goBackOver(*node, affine, path);
}

bool AffinePaths::goBackOver(const Node &node, const Affine &affine, AffinePath &path)
{
    const std::string name = shortName(node.name);
    const std::string &source = node.inputs[0];
    if (isLayer(node))
        return takesBehind(node, affine, path);
    if (node.op == "BatchNormalization" && hasParameters(m_graph, node, affine.channels())) {
        path.behind.push_back({m_wiring.indexOf(node), affine});
        return true;
    }
    if (node.op == "Flatten" || node.op == "Identity") {
        const std::optional<Affine> ofImage = merged(affine, pixels(source));
        return ofImage ? goBack(source, *ofImage, path)
                       : fail(path, name + " before it makes several features of each channel");
    }
    if (passesMean(m_graph, node, affine))
        return goBack(source, affine, path);
    if (passesMaximum(m_graph, node, affine))
        return goBack(source, affine, path);
    if (passesRelu(node, affine) || passesPad(m_graph, node, affine))
        return goBack(source, affine, path);
    if (isClipFromZero(node) && affine.isPositive() && !affine.hasShift() && isUniform(affine)) {
        path.ceilings.push_back({m_wiring.indexOf(node), slice(affine, 0, 1)});
        return goBack(source, affine, path);
    }
    if (node.op == "Add" && computedInputs(m_graph, node).size() == 2 &&
        shapeOf(m_graph, source) == shapeOf(m_graph, node.inputs[1])) {
        Affine scale = affine;
        std::ranges::fill(scale.shift, 0);
        return goBack(source, affine, path) && goBack(node.inputs[1], scale, path);
    }
    if (isConcatenationOfChannels(m_graph, node)) {
        std::size_t begin = 0;
        for (const std::string &part : node.inputs) {
            const std::size_t count = channels(part);
            if (!goBack(part, slice(affine, begin, count), path))
                return false;
            begin += count;
        }
        return true;
    }
    return fail(path, name + " (" + node.op + ") stands between the layer and it");
}

bool AffinePaths::goForth(const std::string &value, const Affine &affine, AffinePath &path)
{
    if (!mayPass(value, affine, path))
        return false;
    const std::vector<std::size_t> readers = m_wiring.readers(value);
    if (value == m_graph.output || readers.empty())
        return fail(path, "no layer stands behind it");
    return std::ranges::all_of(readers, [&](std::size_t index) { return goForthOver(index, value, affine, path); });
}

bool AffinePaths::goForthOver(std::size_t index, const std::string &value, const Affine &affine, AffinePath &path)
{
    const Node &node = m_graph.nodes[index];
    const std::string name = shortName(node.name);
    const std::string &result = node.outputs[0];
    const bool readsOnce = std::ranges::count(node.inputs, value) == 1;
    if (!node.domain.empty() || !readsOnce || !m_graph.shapes.contains(result))
        return fail(path, name + " behind it is none that they can pass");
    const auto goOn = [&](const Affine &next) {
        path.changed.push_back(result);
        return goForth(result, next, path);
    };
    if (isAffine(m_graph, node)) {
        path.before.push_back({index, affine});
        return true;
    }
    if (isLayer(node) && node.inputs[0] == value)
        return takesBefore(node, affine, path);
    if (node.op == "Flatten" || node.op == "Identity")
        return goOn(repeated(affine, pixels(value)));
    if (passesMean(m_graph, node, affine))
        return goOn(affine);
    if (passesMaximum(m_graph, node, affine))
        return goOn(affine);
    if (passesRelu(node, affine) || passesPad(m_graph, node, affine))
        return goOn(affine);
    if (isConcatenationOfChannels(m_graph, node)) {
        Affine joined;
        for (const std::string &part : node.inputs) {
            const Affine own = part == value ? affine : Affine::identity(channels(part));
            joined.scale.insert(joined.scale.end(), own.scale.begin(), own.scale.end());
            joined.shift.insert(joined.shift.end(), own.shift.begin(), own.shift.end());
        }
        return goOn(joined);
    }
    return fail(path, name + " (" + node.op + ") stands between it and the next layer");
}

} // namespace odimo::onnx
