// SPDX-License-Identifier: Apache-2.0
#include "core/platform/platform.h"

#include "core/base/error.h"
#include "core/base/list_text.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace odimo::platform {

namespace {

const char *operatorTitle(OperatorKind kind)
{
    switch (kind) {
    case OperatorKind::Convolution:
        return "convolutions";
    case OperatorKind::GroupedConvolution:
        return "grouped convolutions";
    case OperatorKind::FullyConnected:
        return "fully connected layers";
    }
    return "";
}

/// "6-bit converters" or "ideal array"; empty for a unit that no converters could read.
std::string arrayText(const ComputeUnit &unit)
{
    if (unit.format.converter)
        return std::to_string(unit.format.converter->bits) + "-bit converters";
    return unit.mayHaveConverters ? "ideal array" : "";
}

/// Where no depthwise convolution can stand in for a layer.
std::optional<std::string> depthwiseRefusal(const LayerGeometry &layer)
{
    if (layer.groups != 1)
        return "a depthwise convolution stands in for one group, and this layer has " + std::to_string(layer.groups);
    if (layer.inChannels != layer.outChannels)
        return "a depthwise convolution stands in only where a layer has as many inputs as outputs, not " +
               std::to_string(layer.inChannels) + " and " + std::to_string(layer.outChannels);
    if (layer.dilated)
        return "a depthwise convolution stands in only for kernels without gaps, and this one is dilated";
    return std::nullopt;
}

/// Its channels are computed by nobody.
bool isLeftOut(const ComputeUnit &unit) { return unit.operationFor(OperatorKind::Convolution) == Operation::LeftOut; }

} // namespace

std::string titleWithArray(const Platform &platform)
{
    std::string title = platform.title;
    for (const ComputeUnit &unit : platform.units)
        if (const std::string text = arrayText(unit); title.find(text) == std::string::npos)
            title += ", " + text;
    return title;
}

Operation ComputeUnit::operationFor(OperatorKind layer) const
{
    const auto found = std::ranges::find(standsIn, layer, &StandIn::layer);
    return found == standsIn.end() ? Operation::Same : found->operation;
}

std::optional<std::string> ComputeUnit::refusal(const Layer &layer) const
{
    const Operation operation = operationFor(layer.kind);
    if (operation == Operation::LeftOut && layer.givesOutput)
        return "the channels of this layer are what the network puts out";
    if (operation == Operation::Depthwise) {
        if (std::optional<std::string> reason = depthwiseRefusal(layer.geometry))
            return reason;
    }
    // The cost model first: it knows the numbers, and says more than the kind of the operator does.
    if (std::optional<std::string> reason = costModel->refusal(geometryFor(layer.geometry, operation)))
        return reason;
    if (operation == Operation::Same && std::ranges::find(operators, layer.kind) == operators.end())
        return std::string("it does not support ") + operatorTitle(layer.kind);
    const int kernel = layer.geometry.kernelX * layer.geometry.kernelY;
    if (format.converter && kernel > format.converter->rows)
        return "its converters read the sum of " + std::to_string(format.converter->rows) +
               " rows at most, and the kernel has " + std::to_string(kernel);
    if (layer.readsSigned && !format.signedInputs)
        return "it reads no values below 0, and this layer's input has some";
    return std::nullopt;
}

LayerGeometry geometryFor(const LayerGeometry &layer, Operation operation)
{
    LayerGeometry geometry = layer;
    switch (operation) {
    case Operation::Same:
    case Operation::LeftOut:
        break;
    case Operation::Depthwise:
        geometry.groups = layer.outChannels;
        break;
    }
    return geometry;
}

bool Platform::shareDatapath(int unit, int other) const
{
    const std::string &datapath = units[static_cast<std::size_t>(unit)].datapath;
    return unit == other || (!datapath.empty() && datapath == units[static_cast<std::size_t>(other)].datapath);
}

std::vector<int> Platform::referenceOrder() const
{
    std::vector<int> order(units.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater{},
                             [&](int unit) { return units[static_cast<std::size_t>(unit)].format.weightBits; });
    std::ranges::stable_partition(order, [&](int unit) { return !isLeftOut(units[static_cast<std::size_t>(unit)]); });
    if (statedReference)
        std::ranges::stable_partition(order, [&](int unit) { return unit == *statedReference; });
    return order;
}

int Platform::referenceUnit() const { return referenceOrder().front(); }

std::optional<std::string> Platform::refusal(const Layer &layer, int unit) const
{
    if (std::optional<std::string> reason = units[static_cast<std::size_t>(unit)].refusal(layer))
        return reason;
    const ComputeUnit &reference = units[static_cast<std::size_t>(referenceUnit())];
    const bool isKept = !reference.refusal(layer) || isLeftOut(units[static_cast<std::size_t>(unit)]);
    if (layer.searched || unit == referenceUnit() || !isKept)
        return std::nullopt;
    return "the network keeps this layer on the unit " + reference.name;
}

int Platform::unitNamed(const std::string &unit) const
{
    std::string names;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].name == unit)
            return static_cast<int>(i);
        addToList(names, units[i].name);
    }
    throw Error("the platform " + name + " has no unit \"" + unit + "\"; its units are " + names);
}

} // namespace odimo::platform
