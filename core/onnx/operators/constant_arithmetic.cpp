// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/constant_arithmetic.h"

#include "core/onnx/operators/in_advance.h"

#include <algorithm>
#include <cmath>

namespace odimo::onnx {

namespace {

const Constant &operand(const Inputs &inputs, std::size_t index)
{
    if (index >= inputs.size() || !inputs[index])
        refuseInAdvance("its input " + std::to_string(index) + " is missing");
    return *inputs[index];
}

/// The shape that both spread to: sizes from the last on are equal, or one of them is 1.
Dimensions spreadShape(const Dimensions &left, const Dimensions &right)
{
    Dimensions shape(std::max(left.size(), right.size()), 1);
    for (const Dimensions *each : {&left, &right})
        for (std::size_t axis = 0; axis < each->size(); ++axis) {
            std::int64_t &size = shape[shape.size() - each->size() + axis];
            if (size != 1 && (*each)[axis] != 1 && size != (*each)[axis])
                refuseInAdvance("its operands " + dimensionsText(left) + " and " + dimensionsText(right) +
                                " do not fit");
            size = size == 1 ? (*each)[axis] : size;
        }
    return shape;
}

/// Where value `index` of the spread tensor comes from in one of this shape.
std::size_t sourceIndex(std::size_t index, const Dimensions &spread, const Dimensions &shape)
{
    std::size_t source = 0;
    std::size_t step = 1;
    for (std::size_t axis = spread.size(); axis-- > 0;) {
        const auto size = static_cast<std::size_t>(spread[axis]);
        const std::size_t missing = spread.size() - shape.size();
        const auto own = axis < missing ? std::size_t{1} : static_cast<std::size_t>(shape[axis - missing]);
        source += own == 1 ? 0 : index % size * step;
        step *= own;
        index /= size;
    }
    return source;
}

template <typename Value, typename Combine>
std::vector<Value> combined(const std::vector<Value> &left, const std::vector<Value> &right, const Constant &a,
                            const Constant &b, const Dimensions &shape, std::size_t count, Combine combine)
{
    std::vector<Value> result(count);
    for (std::size_t i = 0; i < count; ++i)
        result[i] = combine(left[sourceIndex(i, shape, a.shape)], right[sourceIndex(i, shape, b.shape)]);
    return result;
}

template <typename CombineFloats, typename CombineIntegers>
Constant arithmetic(const Inputs &inputs, CombineFloats combineFloats, CombineIntegers combineIntegers)
{
    const Constant &left = operand(inputs, 0);
    const Constant &right = operand(inputs, 1);
    const Dimensions shape = spreadShape(left.shape, right.shape);
    const std::optional<std::int64_t> counted = elementCount(shape);
    if (left.count() == 0 || right.count() == 0)
        refuseInAdvance("its operands are empty");
    if (!counted || static_cast<std::size_t>(*counted) > std::max(left.count() + right.count(), mostNewValues))
        refuseInAdvance("its result would grow to " + dimensionsText(shape));
    const auto count = static_cast<std::size_t>(*counted);
    if (left.isFloat() != right.isFloat())
        refuseInAdvance("its operands are of different kinds");
    if (left.isFloat())
        return floatConstant(shape, combined(floats(left), floats(right), left, right, shape, count, combineFloats));
    const auto whole = [&](std::int64_t a, std::int64_t b) {
        std::int64_t result = 0;
        if (combineIntegers(a, b, &result))
            refuseInAdvance("its result is too large, or below 0");
        return result;
    };
    return integerConstant(shape, combined(integers(left), integers(right), left, right, shape, count, whole));
}

template <typename Function>
Constant eachValue(const Inputs &inputs, Function function)
{
    std::vector<float> values = floats(operand(inputs, 0));
    std::ranges::transform(values, values.begin(), function);
    return floatConstant(operand(inputs, 0).shape, std::move(values));
}

} // namespace

Constant addConstants(const Node &, Inputs &&inputs)
{
    return arithmetic(
        inputs, [](float a, float b) { return a + b; },
        [](std::int64_t a, std::int64_t b, std::int64_t *sum) { return __builtin_add_overflow(a, b, sum); });
}

Constant subtractConstants(const Node &, Inputs &&inputs)
{
    return arithmetic(
        inputs, [](float a, float b) { return a - b; },
        [](std::int64_t a, std::int64_t b, std::int64_t *rest) { return __builtin_sub_overflow(a, b, rest); });
}

Constant multiplyConstants(const Node &, Inputs &&inputs)
{
    return arithmetic(
        inputs, [](float a, float b) { return a * b; },
        [](std::int64_t a, std::int64_t b, std::int64_t *product) { return __builtin_mul_overflow(a, b, product); });
}

Constant divideConstants(const Node &, Inputs &&inputs)
{
    return arithmetic(
        inputs, [](float a, float b) { return a / b; },
        [](std::int64_t a, std::int64_t b, std::int64_t *quotient) {
            if (a < 0 || b <= 0) // Below 0 it is not said where to round to.
                return true;
            *quotient = a / b;
            return false;
        });
}

Constant negateConstant(const Node &, Inputs &&inputs)
{
    return eachValue(inputs, [](float value) { return -value; });
}

Constant reciprocalOfConstant(const Node &, Inputs &&inputs)
{
    return eachValue(inputs, [](float value) { return 1 / value; });
}

Constant rootOfConstant(const Node &, Inputs &&inputs)
{
    return eachValue(inputs, [](float value) { return std::sqrt(value); });
}

} // namespace odimo::onnx
