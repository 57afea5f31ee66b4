// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/quantization.h"

#include "core/onnx/refusal.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace odimo::onnx {

namespace {

struct Codes {
    std::int64_t least;
    std::int64_t most;
};

template <typename Code>
constexpr Codes all = {std::numeric_limits<Code>::min(), std::numeric_limits<Code>::max()};

Codes codesOf(ElementType type)
{
    switch (type) {
    case ElementType::Int8:
        return all<std::int8_t>;
    case ElementType::Uint8:
        return all<std::uint8_t>;
    case ElementType::Int16:
        return all<std::int16_t>;
    case ElementType::Uint16:
        return all<std::uint16_t>;
    case ElementType::Int32:
        return all<std::int32_t>;
    case ElementType::Float:
    case ElementType::Bool:
    case ElementType::Int64:
        break;
    }
    throw Refusal("its codes are no integers of 8, 16 or 32 bits", "quantise to 8 bits");
}

/// The scale of a value is scales[index / inner % scales.size()].
std::size_t innerSize(const Constant &values, const Quantizer &quantizer)
{
    if (quantizer.scales.size() == 1)
        return 1;
    const std::size_t axis = axisOf(quantizer.axis, values.shape.size());
    if (values.shape[axis] != static_cast<std::int64_t>(quantizer.scales.size()))
        throw Refusal("it has " + std::to_string(quantizer.scales.size()) + " scales for axis " + std::to_string(axis) +
                          " of a tensor " + dimensionsText(values.shape),
                      "quantise with one scale for the tensor, or one for each output channel");
    std::size_t inner = 1;
    for (std::size_t below = axis + 1; below < values.shape.size(); ++below)
        inner *= static_cast<std::size_t>(values.shape[below]);
    return inner;
}

ElementType defaultType(const Node &node)
{
    constexpr std::int64_t int8Type = 3; // TensorProto.DataType, for QuantizeLinear from opset 21 on
    return integerAttribute(node, "output_dtype", 0) == int8Type ? ElementType::Int8 : ElementType::Uint8;
}

} // namespace

Quantizer readQuantizer(const Node &node, const Constant &scale, const Constant *zero)
{
    if (integerAttribute(node, "block_size", 0) != 0)
        throw Refusal("it quantises in blocks", "quantise with one scale for the tensor, or one for each channel");
    Quantizer quantizer{floats(scale), std::vector<std::int64_t>(scale.count(), 0), integerAttribute(node, "axis", 1),
                        zero ? zero->type : defaultType(node)};
    const Codes codes = codesOf(quantizer.type);
    if (zero && zero->count() != scale.count())
        throw Refusal("it has " + std::to_string(scale.count()) + " scales, but " + std::to_string(zero->count()) +
                          " zero points",
                      "repair the export; the file contradicts itself");
    if (zero)
        quantizer.zeros = integers(*zero);
    const auto isScale = [](float value) {
        return std::isfinite(value) && value > 0;
    };
    const auto isCode = [&](std::int64_t value) {
        return value >= codes.least && value <= codes.most;
    };
    if (scale.count() == 0 || !std::ranges::all_of(quantizer.scales, isScale) ||
        !std::ranges::all_of(quantizer.zeros, isCode))
        throw Refusal("its scale is not a finite number above 0", "calibrate the model anew");
    return quantizer;
}

Constant quantize(const Constant &values, const Quantizer &quantizer)
{
    const Codes codes = codesOf(quantizer.type);
    const std::vector<float> &reals = floats(values);
    const std::size_t inner = innerSize(values, quantizer);
    std::vector<std::int32_t> result(reals.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::size_t channel = i / inner % quantizer.scales.size();
        // Halves go to the even neighbour, as the operator demands; nearbyint does so by default.
        const double code =
            std::nearbyint(reals[i] / quantizer.scales[channel]) + static_cast<double>(quantizer.zeros[channel]);
        if (std::isnan(code))
            throw Refusal("it quantises values that are no numbers", "export the model anew");
        result[i] = static_cast<std::int32_t>(
            std::clamp(code, static_cast<double>(codes.least), static_cast<double>(codes.most)));
    }
    return {quantizer.type, values.shape, std::move(result)};
}

Constant dequantize(const Constant &codes, const Quantizer &quantizer)
{
    const auto *values = std::get_if<std::vector<std::int32_t>>(&codes.values);
    if (!values)
        throw Refusal("its codes are no integers of 8, 16 or 32 bits", "quantise to 8 bits");
    const std::size_t inner = innerSize(codes, quantizer);
    std::vector<float> result(values->size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::size_t channel = i / inner % quantizer.scales.size();
        result[i] = static_cast<float>((*values)[i] - quantizer.zeros[channel]) * quantizer.scales[channel];
    }
    return floatConstant(codes.shape, std::move(result));
}

network::ValueRange rangeOf(const Quantizer &quantizer)
{
    const Codes codes = codesOf(quantizer.type);
    const double scale = quantizer.scales.at(0);
    const auto zero = quantizer.zeros.at(0);
    return {static_cast<double>(codes.least - zero) * scale, static_cast<double>(codes.most - zero) * scale};
}

} // namespace odimo::onnx
