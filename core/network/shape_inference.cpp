// SPDX-License-Identifier: Apache-2.0
#include "core/network/shape_inference.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"

#include <cmath>
#include <limits>

namespace odimo::network {

namespace {

/// Tensors beyond this many elements are a mistake in the description, and their sizes would overflow.
constexpr double mostElements = std::numeric_limits<int>::max();

void require(bool condition, const std::string &message)
{
    if (!condition)
        throw Error(message);
}

Shape checked(std::int64_t channels, std::int64_t height, std::int64_t width)
{
    const std::string text = std::to_string(channels) + "x" + std::to_string(height) + "x" + std::to_string(width);
    require(channels >= 1 && height >= 1 && width >= 1,
            "its output would be " + text + "; the input is too small for it");
    require(static_cast<double>(channels) * static_cast<double>(height) * static_cast<double>(width) <= mostElements,
            "its output would be " + text + ", too large to hold");
    return {static_cast<int>(channels), static_cast<int>(height), static_cast<int>(width)};
}

void checkWindow(const Extent &kernel, const Extent &stride, const Padding &padding, const Extent &dilation)
{
    require(kernel.height >= 1 && kernel.width >= 1, "its kernel must be at least 1x1");
    require(stride.height >= 1 && stride.width >= 1, "its stride must be at least 1");
    require(dilation.height >= 1 && dilation.width >= 1, "its dilation must be at least 1");
    require(padding.top >= 0 && padding.left >= 0 && padding.bottom >= 0 && padding.right >= 0,
            "its padding must not be negative");
}

std::int64_t windows(std::int64_t in, std::int64_t padding, std::int64_t kernel, std::int64_t stride,
                     std::int64_t dilation)
{
    const std::int64_t room = in + padding - dilation * (kernel - 1) - 1;
    return room < 0 ? 0 : room / stride + 1;
}

Shape slide(std::int64_t channels, const Shape &input, const Extent &kernel, const Extent &stride,
            const Padding &padding, const Extent &dilation)
{
    const std::int64_t rows = std::int64_t{padding.top} + padding.bottom;
    const std::int64_t columns = std::int64_t{padding.left} + padding.right;
    return checked(channels, windows(input.height, rows, kernel.height, stride.height, dilation.height),
                   windows(input.width, columns, kernel.width, stride.width, dilation.width));
}

Shape convolve(const Convolution &op, const Shape &input)
{
    checkWindow(op.kernel, op.stride, op.padding, op.dilation);
    require(op.outChannels >= 1, "it needs at least one output channel");
    require(op.groups >= 1 && input.channels % op.groups == 0 && op.outChannels % op.groups == 0,
            "its groups (" + std::to_string(op.groups) + ") must divide the " + std::to_string(input.channels) +
                " input and " + std::to_string(op.outChannels) + " output channels");
    const double weights =
        static_cast<double>(op.outChannels) * input.channels / op.groups * op.kernel.height * op.kernel.width;
    require(weights <= mostElements, "it has too many weights");
    return slide(op.outChannels, input, op.kernel, op.stride, op.padding, op.dilation);
}

Shape connect(const FullyConnected &op, const Shape &input)
{
    require(op.outFeatures >= 1, "it needs at least one output");
    require(input.height == 1 && input.width == 1,
            "it needs a flat input, but gets " + shapeText(input) + "; put a flatten or a pool before it");
    require(static_cast<double>(op.outFeatures) * input.channels <= mostElements, "it has too many weights");
    return checked(op.outFeatures, 1, 1);
}

/// Padding as wide as the window would allow a window without any pixel.
template <typename Pool>
Shape pool(const Pool &op, const Shape &input)
{
    checkWindow(op.kernel, op.stride, op.padding, {});
    require(op.padding.top < op.kernel.height && op.padding.bottom < op.kernel.height &&
                op.padding.left < op.kernel.width && op.padding.right < op.kernel.width,
            "its padding must be smaller than its kernel");
    return slide(input.channels, input, op.kernel, op.stride, op.padding, {});
}

Shape averagePool(const AveragePool &op, const Shape &input)
{
    const Padding &counted = op.counted;
    const auto isWithin = [](int part, int whole) {
        return part >= 0 && part <= whole;
    };
    require(isWithin(counted.top, op.padding.top) && isWithin(counted.left, op.padding.left) &&
                isWithin(counted.bottom, op.padding.bottom) && isWithin(counted.right, op.padding.right),
            "its counted padding must be a part of its padding");
    return pool(op, input);
}

Shape concatenate(std::span<const Shape> inputs)
{
    std::int64_t channels = 0;
    for (const Shape &input : inputs) {
        require(input.height == inputs[0].height && input.width == inputs[0].width,
                "its inputs have different heights or widths, " + shapeText(inputs[0]) + " and " + shapeText(input));
        channels += input.channels;
    }
    return checked(channels, inputs[0].height, inputs[0].width);
}

void checkRelu(const Operator &op)
{
    std::visit(Overloaded{
                   [](const Relu &relu) { require(relu.ceiling > 0, "its ceiling must be above 0"); },
                   [](const auto &other) {
                       if constexpr (requires { other.relu; })
                           require(!other.relu || other.relu->ceiling > 0, "its ceiling must be above 0");
                   },
               },
               op);
}

void checkInputCount(const Operator &op, std::size_t count)
{
    if (std::holds_alternative<Concatenation>(op))
        return require(count >= 2, "it needs two inputs or more, but has " + std::to_string(count));
    const std::size_t needed = std::holds_alternative<Input>(op) ? 0 : std::holds_alternative<Addition>(op) ? 2 : 1;
    require(count == needed, "it needs " + std::to_string(needed) + " input(s), but has " + std::to_string(count));
}

} // namespace

std::string shapeText(const Shape &shape)
{
    return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" + std::to_string(shape.width);
}

Shape inferShape(const Operator &op, std::span<const Shape> inputs)
{
    checkInputCount(op, inputs.size());
    checkRelu(op);
    return std::visit(Overloaded{
                          [](const Input &input) {
                              const Shape &shape = input.shape;
                              require(shape.channels >= 1 && shape.height >= 1 && shape.width >= 1,
                                      "its shape is " + shapeText(shape) + "; every dimension must be at least 1");
                              return checked(shape.channels, shape.height, shape.width);
                          },
                          [&](const Convolution &convolution) { return convolve(convolution, inputs[0]); },
                          [&](const FullyConnected &fullyConnected) { return connect(fullyConnected, inputs[0]); },
                          [&](const BatchNormalization &normalization) {
                              require(std::isfinite(normalization.epsilon) && normalization.epsilon > 0,
                                      "its epsilon must be above 0");
                              return inputs[0];
                          },
                          [&](const Relu &) { return inputs[0]; },
                          [&](const Addition &) {
                              require(inputs[0] == inputs[1], "its inputs have different shapes, " +
                                                                  shapeText(inputs[0]) + " and " +
                                                                  shapeText(inputs[1]));
                              return inputs[0];
                          },
                          [&](const Concatenation &) { return concatenate(inputs); },
                          [&](const MaxPool &maxPool) { return pool(maxPool, inputs[0]); },
                          [&](const AveragePool &average) { return averagePool(average, inputs[0]); },
                          [&](const GlobalAveragePool &) {
                              return Shape{inputs[0].channels, 1, 1};
                          },
                          [&](const Flatten &) {
                              return Shape{inputs[0].channels * inputs[0].height * inputs[0].width, 1, 1};
                          },
                          [&](const Identity &) { return inputs[0]; },
                      },
                      op);
}

} // namespace odimo::network
