// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/constant.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/onnx/refusal.h"

namespace odimo::onnx {

namespace {

/// Axes, paddings and sizes come in tensors of a few values; more could only be meant to exhaust memory and time.
constexpr std::size_t mostIntegers = 4096;

} // namespace

std::optional<std::int64_t> elementCount(const Dimensions &shape)
{
    constexpr std::int64_t most = std::int64_t{1} << 62;
    std::int64_t product = 1;
    for (const std::int64_t size : shape)
        if (size < 0 || __builtin_mul_overflow(product, size, &product) || product > most)
            return std::nullopt;
    return product;
}

std::string dimensionsText(const Dimensions &shape)
{
    std::string text;
    for (const std::int64_t size : shape)
        addToList(text, std::to_string(size));
    return "[" + text + "]";
}

std::size_t axisOf(std::int64_t axis, std::size_t rank)
{
    const auto axes = static_cast<std::int64_t>(rank);
    if (axis < -axes || axis >= axes)
        throw Refusal("it names axis " + std::to_string(axis) + " of a tensor with " + std::to_string(rank) + " axes",
                      "repair the export; the file contradicts itself");
    return static_cast<std::size_t>(axis < 0 ? axis + axes : axis);
}

std::size_t Constant::count() const
{
    return std::visit([](const auto &all) { return all.size(); }, values);
}

Constant floatConstant(Dimensions shape, std::vector<float> values)
{
    return {ElementType::Float, std::move(shape), std::move(values)};
}

Constant integerConstant(Dimensions shape, std::vector<std::int64_t> values)
{
    return {ElementType::Int64, std::move(shape), std::move(values)};
}

Constant withoutValues(const Dimensions &shape, const std::string &where)
{
    const std::int64_t count = elementCount(shape).value_or(0);
    if (count == 0)
        throw Error(where + ": its shape is " + dimensionsText(shape) + "; every size must be at least 1");
    if (count > mostMissingValues)
        throw Error(where + ": its shape " + dimensionsText(shape) + " claims " + std::to_string(count) +
                    " values, but the file holds none; export the model anew");
    return floatConstant(shape, std::vector<float>(static_cast<std::size_t>(count), 1.0F));
}

const std::vector<float> &floats(const Constant &constant)
{
    if (const auto *values = std::get_if<std::vector<float>>(&constant.values))
        return *values;
    throw Refusal("it takes whole numbers where floating point is needed",
                  "export the network in float32, or quantised with QuantizeLinear and DequantizeLinear nodes");
}

std::vector<std::int64_t> integers(const Constant &constant)
{
    if (constant.isFloat() || constant.count() > mostIntegers)
        throw Refusal("it takes a tensor of " + std::to_string(constant.count()) +
                          (constant.isFloat() ? " floating-point" : "") +
                          " values where a few whole numbers are needed",
                      "repair the export; the file contradicts itself");
    return std::visit([](const auto &values) { return std::vector<std::int64_t>(values.begin(), values.end()); },
                      constant.values);
}

double scalar(const Constant &constant)
{
    if (constant.count() != 1)
        throw Refusal("it takes a tensor of shape " + dimensionsText(constant.shape) + " where one number is needed",
                      "export it with one value for the whole tensor");
    return std::visit([](const auto &values) { return static_cast<double>(values.front()); }, constant.values);
}

} // namespace odimo::onnx
