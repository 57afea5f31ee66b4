// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/constant_operators.h"

#include "core/base/number_text.h"
#include "core/onnx/operators/constant_arithmetic.h"
#include "core/onnx/operators/in_advance.h"
#include "core/onnx/operators/quantization.h"
#include "core/onnx/operators/views.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace odimo::onnx {

namespace {

using Indices = std::vector<std::int64_t>;

Constant &need(Inputs &inputs, std::size_t index)
{
    if (index >= inputs.size() || !inputs[index])
        refuseInAdvance("its input " + std::to_string(index) + " is missing");
    return *inputs[index];
}

std::size_t countOf(const Dimensions &shape) { return static_cast<std::size_t>(*elementCount(shape)); }

std::size_t productBetween(const Dimensions &shape, std::size_t begin, std::size_t end)
{
    return countOf(Dimensions(shape.begin() + static_cast<std::ptrdiff_t>(begin),
                              shape.begin() + static_cast<std::ptrdiff_t>(end)));
}

/// Value i of the result is value indexOf(i) of the source.
template <typename IndexOf>
Constant rearranged(const Constant &source, Dimensions shape, IndexOf indexOf)
{
    Constant result{source.type, std::move(shape), source.values};
    const std::size_t count = countOf(result.shape);
    std::visit(
        [&](auto &values) {
            const auto &from = std::get<std::remove_reference_t<decltype(values)>>(source.values);
            values.resize(count);
            for (std::size_t i = 0; i < count; ++i)
                values[i] = from[indexOf(i)];
        },
        result.values);
    return result;
}

/// The slices `indices` of an axis, in that order.
Constant selected(const Constant &source, std::size_t axis, const std::vector<std::size_t> &indices)
{
    Dimensions shape = source.shape;
    const std::size_t size = static_cast<std::size_t>(shape[axis]);
    const std::size_t inner = productBetween(shape, axis + 1, shape.size());
    shape[axis] = static_cast<std::int64_t>(indices.size());
    const std::optional<std::int64_t> count = elementCount(shape);
    if (!count || static_cast<std::size_t>(*count) > std::max(source.count(), mostNewValues))
        refuseInAdvance("it would grow to " + dimensionsText(shape));
    return rearranged(source, shape, [&](std::size_t i) {
        const std::size_t outer = i / inner / indices.size();
        return (outer * size + indices[i / inner % indices.size()]) * inner + i % inner;
    });
}

Constant identity(const Node &, Inputs &&inputs) { return std::move(need(inputs, 0)); }

Constant view(const Node &node, Inputs &&inputs)
{
    Constant source = std::move(need(inputs, 0));
    Graph targets; // viewShape looks the second input up in a graph.
    if (inputs.size() > 1 && inputs[1] && hasInput(node, 1))
        targets.constants.emplace(node.inputs[1], *inputs[1]);
    source.shape = viewShape(targets, node, source.shape);
    return source;
}

Constant transpose(const Node &node, Inputs &&inputs)
{
    const Constant &source = need(inputs, 0);
    const std::vector<std::size_t> order = permutation(node, source.shape.size());
    const Dimensions shape = permuted(source.shape, order);
    std::vector<std::size_t> steps;
    for (const std::size_t axis : order)
        steps.push_back(productBetween(source.shape, axis + 1, source.shape.size()));
    return rearranged(source, shape, [&](std::size_t i) {
        std::size_t index = 0;
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            const auto size = static_cast<std::size_t>(shape[axis]);
            index += i % size * steps[axis];
            i /= size;
        }
        return index;
    });
}

Constant cast(const Node &node, Inputs &&inputs)
{
    constexpr std::array<std::int64_t, 4> floatTypes = {1, 10, 11, 16}; // TensorProto.DataType
    constexpr std::array<std::int64_t, 2> integerTypes = {6, 7};
    Constant source = std::move(need(inputs, 0));
    const std::int64_t to = integerAttribute(node, "to", 0);
    if (std::ranges::find(floatTypes, to) != floatTypes.end())
        return floatConstant(
            source.shape,
            std::visit([](const auto &values) { return std::vector<float>(values.begin(), values.end()); },
                       source.values));
    if (std::ranges::find(integerTypes, to) == integerTypes.end())
        refuseInAdvance("it casts to the ONNX type " + std::to_string(to));
    if (!source.isFloat())
        return integerConstant(source.shape, integers(source));
    Indices whole;
    for (const float value : floats(source)) {
        if (!(std::abs(value) < 1e9F))
            refuseInAdvance("it casts " + numberText(value) + " to a whole number");
        whole.push_back(static_cast<std::int64_t>(value));
    }
    return integerConstant(source.shape, std::move(whole));
}

Constant gather(const Node &node, Inputs &&inputs)
{
    const Constant &source = need(inputs, 0);
    const Constant &which = need(inputs, 1);
    const std::size_t axis = axisOf(integerAttribute(node, "axis", 0), source.shape.size());
    std::vector<std::size_t> indices;
    for (const std::int64_t index : integers(which)) {
        if (index < -source.shape[axis] || index >= source.shape[axis])
            refuseInAdvance("it gathers beyond the end of its input");
        indices.push_back(static_cast<std::size_t>(index < 0 ? index + source.shape[axis] : index));
    }
    if (indices.empty())
        refuseInAdvance("it gathers nothing");
    Constant result = selected(source, axis, indices);
    const auto place = result.shape.erase(result.shape.begin() + static_cast<std::ptrdiff_t>(axis));
    result.shape.insert(place, which.shape.begin(), which.shape.end());
    return result;
}

/// The positions from `start` to before `end`, by the operator's rules for bounds beyond the tensor.
std::vector<std::size_t> sliceIndices(std::int64_t size, std::int64_t start, std::int64_t end, std::int64_t step)
{
    const auto bound = [&](std::int64_t position, std::int64_t least, std::int64_t most) {
        return std::clamp(position < 0 && position > -size - 1 ? position + size : position, least, most);
    };
    std::vector<std::size_t> indices;
    if (step > 0)
        for (std::int64_t i = bound(start, 0, size), last = bound(end, 0, size); i < last; i += step)
            indices.push_back(static_cast<std::size_t>(i));
    else
        for (std::int64_t i = bound(start, 0, size - 1), last = bound(end, -1, size - 1); i > last; i += step)
            indices.push_back(static_cast<std::size_t>(i));
    return indices;
}

Constant slice(const Node &node, Inputs &&inputs)
{
    const auto list = [&](std::size_t index, const char *attribute) {
        return index < inputs.size() && inputs[index] ? integers(*inputs[index])
                                                      : integersAttribute(node, attribute, {});
    };
    Constant result = std::move(need(inputs, 0));
    const Indices starts = list(1, "starts");
    const Indices ends = list(2, "ends");
    Indices axes = list(3, "axes");
    Indices steps = list(4, "steps");
    for (std::size_t i = axes.size(); i < starts.size(); ++i)
        axes.push_back(static_cast<std::int64_t>(i));
    steps.resize(starts.size(), 1);
    if (starts.empty() || ends.size() != starts.size() || axes.size() != starts.size() || starts.size() > 16)
        refuseInAdvance("its starts, ends and axes do not fit together");
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t axis = axisOf(axes[i], result.shape.size());
        if (steps[i] == 0 || std::abs(static_cast<double>(steps[i])) > 1e9)
            refuseInAdvance("its step is " + std::to_string(steps[i]));
        const std::vector<std::size_t> indices = sliceIndices(result.shape[axis], starts[i], ends[i], steps[i]);
        if (indices.empty())
            refuseInAdvance("it selects nothing");
        result = selected(result, axis, indices);
    }
    return result;
}

/// Whole numbers of one width, where a Cast in the file has made them of one type.
void alignWholeNumbers(Inputs &inputs)
{
    const auto isWhole = [](const std::optional<Constant> &part) {
        return part && !part->isFloat();
    };
    if (!std::ranges::all_of(inputs, isWhole))
        return;
    for (std::optional<Constant> &part : inputs)
        if (const auto *narrow = std::get_if<std::vector<std::int32_t>>(&part->values))
            part = Constant{ElementType::Int64, part->shape, std::vector<std::int64_t>(narrow->begin(), narrow->end())};
}

Constant concatenate(const Node &node, Inputs &&inputs)
{
    alignWholeNumbers(inputs);
    Constant result = need(inputs, 0);
    const std::size_t axis = axisOf(integerAttribute(node, "axis", 0), result.shape.size());
    Dimensions shape = result.shape;
    shape[axis] = 0;
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        const Constant &part = need(inputs, index);
        Dimensions expected = part.shape;
        if (part.values.index() != result.values.index() || expected.size() != shape.size())
            refuseInAdvance("its parts are of different kinds");
        shape[axis] += part.shape[axis];
        expected[axis] = shape[axis];
        if (expected != shape)
            refuseInAdvance("its parts have different shapes");
    }
    const std::size_t outer = productBetween(shape, 0, axis);
    std::visit(
        [&](auto &values) {
            using Values = std::remove_reference_t<decltype(values)>;
            values.clear();
            for (std::size_t block = 0; block < outer; ++block)
                for (const std::optional<Constant> &part : inputs) {
                    const auto &from = std::get<Values>(part->values);
                    const std::size_t size = from.size() / outer;
                    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(block * size);
                    values.insert(values.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
                }
        },
        result.values);
    result.shape = std::move(shape);
    return result;
}

Constant constantOfShape(const Node &node, Inputs &&inputs)
{
    const Dimensions shape = integers(need(inputs, 0));
    const std::optional<std::int64_t> count = elementCount(shape);
    const bool isEmpty = shape == Dimensions{0};
    if (!count || (*count == 0 && !isEmpty) || static_cast<std::size_t>(*count) > mostNewValues)
        refuseInAdvance("it would fill " + dimensionsText(shape));
    const auto found = node.attributes.find("value");
    const Constant *stated = found == node.attributes.end() ? nullptr : std::get_if<Constant>(&found->second);
    const Constant value = stated ? *stated : floatConstant({1}, {0});
    if (value.count() != 1)
        refuseInAdvance("it fills with more than one value");
    return rearranged(value, shape, [](std::size_t) { return 0; });
}

Quantizer quantizerOf(const Node &node, Inputs &inputs)
{
    return readQuantizer(node, need(inputs, 1), inputs.size() > 2 && inputs[2] ? &*inputs[2] : nullptr);
}

Constant quantizeLinear(const Node &node, Inputs &&inputs)
{
    return quantize(need(inputs, 0), quantizerOf(node, inputs));
}

Constant dequantizeLinear(const Node &node, Inputs &&inputs)
{
    return dequantize(need(inputs, 0), quantizerOf(node, inputs));
}

constexpr std::array table = {
    ConstantOperator{"Add", addConstants},
    ConstantOperator{"Cast", cast},
    ConstantOperator{"Concat", concatenate},
    ConstantOperator{"ConstantOfShape", constantOfShape},
    ConstantOperator{"DequantizeLinear", dequantizeLinear},
    ConstantOperator{"Div", divideConstants},
    ConstantOperator{"Flatten", view},
    ConstantOperator{"Gather", gather},
    ConstantOperator{"Identity", identity},
    ConstantOperator{"Mul", multiplyConstants},
    ConstantOperator{"Neg", negateConstant},
    ConstantOperator{"QuantizeLinear", quantizeLinear},
    ConstantOperator{"Reciprocal", reciprocalOfConstant},
    ConstantOperator{"Reshape", view},
    ConstantOperator{"Slice", slice},
    ConstantOperator{"Sqrt", rootOfConstant},
    ConstantOperator{"Squeeze", view},
    ConstantOperator{"Sub", subtractConstants},
    ConstantOperator{"Transpose", transpose},
    ConstantOperator{"Unsqueeze", view},
};

} // namespace

std::span<const ConstantOperator> constantOperators() { return table; }

Constant constantValue(Node &node)
{
    for (const auto &[name, value] : node.attributes) {
        if (name == "value" && std::holds_alternative<Constant>(value))
            return std::move(std::get<Constant>(node.attributes.at(name)));
        if (name == "value_int")
            return integerConstant({}, {integerAttribute(node, name, 0)});
        if (name == "value_float")
            return floatConstant({}, {static_cast<float>(numberAttribute(node, name, 0))});
        if (name == "value_ints") {
            const Indices values = integersAttribute(node, name, {});
            return integerConstant({static_cast<std::int64_t>(values.size())}, values);
        }
        if (name == "value_floats" && std::holds_alternative<std::vector<float>>(value)) {
            const auto &values = std::get<std::vector<float>>(value);
            return floatConstant({static_cast<std::int64_t>(values.size())}, values);
        }
    }
    throw Refusal("its value is no dense tensor of numbers", "export the model with plain constants");
}

} // namespace odimo::onnx
