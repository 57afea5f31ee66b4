// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace odimo::onnx {

/// Sizes of all axes, the batch included: [N, C, H, W].
using Dimensions = std::vector<std::int64_t>;

/// The product; absent if a size is negative or the product above 2^62.
std::optional<std::int64_t> elementCount(const Dimensions &shape);

/// "[1, 3, 32, 32]".
std::string dimensionsText(const Dimensions &shape);

/// -1 is the last axis. Throws Refusal if there is no such axis.
std::size_t axisOf(std::int64_t axis, std::size_t rank);

/// What the values were in the file; the kinds of floating point are all held as float.
enum class ElementType { Float, Bool, Int8, Uint8, Int16, Uint16, Int32, Int64 };

/// A tensor whose values the file states, row-major.
/// Invariant: there are elementCount(shape) values.
struct Constant {
    using Values = std::variant<std::vector<float>, std::vector<std::int32_t>, std::vector<std::int64_t>>;

    ElementType type = ElementType::Float;
    Dimensions shape;
    Values values;

    std::size_t count() const;
    bool isFloat() const { return type == ElementType::Float; }
};

Constant floatConstant(Dimensions shape, std::vector<float> values);
Constant integerConstant(Dimensions shape, std::vector<std::int64_t> values);

/// So many values that a file gives no numbers for are held, in one tensor or in all.
constexpr std::int64_t mostMissingValues = std::int64_t{1} << 26;
/// A tensor of which the file gives the shape alone, with 1 in place of each value. Throws Error, beginning with
/// `where`, if it is empty or too large.
Constant withoutValues(const Dimensions &shape, const std::string &where);

/// The values as floating point; throws Refusal unless they are.
const std::vector<float> &floats(const Constant &constant);
/// The values of an integer tensor; throws Refusal if it is none, or has more values than shapes and paddings need.
std::vector<std::int64_t> integers(const Constant &constant);
/// The only value; throws Refusal if there are more or none.
double scalar(const Constant &constant);

} // namespace odimo::onnx
