// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/layout.h"

#include <algorithm>
#include <numeric>

namespace odimo::onnx {

namespace {

/// The steps between neighbours along each axis of a row-major tensor; 0 along axes of size 1.
std::vector<std::size_t> stepsOf(const Dimensions &shape)
{
    std::vector<std::size_t> steps(shape.size());
    std::size_t step = 1;
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        steps[axis] = shape[axis] == 1 ? 0 : step;
        step *= static_cast<std::size_t>(shape[axis]);
    }
    return steps;
}

/// The place of each element of a tensor of this shape in one with these steps, in row-major order.
std::vector<std::size_t> places(const Dimensions &shape, const std::vector<std::size_t> &steps)
{
    std::vector<std::size_t> result{0};
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        std::vector<std::size_t> finer;
        finer.reserve(result.size() * static_cast<std::size_t>(shape[axis]));
        for (const std::size_t place : result)
            for (std::size_t index = 0; index < static_cast<std::size_t>(shape[axis]); ++index)
                finer.push_back(place + index * steps[axis]);
        result = std::move(finer);
    }
    return result;
}

/// The steps of each part in a tensor with these steps along the value's axes.
std::vector<std::size_t> partSteps(const Layout &layout, const std::vector<std::size_t> &axisSteps)
{
    std::vector<std::size_t> steps(layout.parts.size(), 0);
    for (std::size_t axis = 0; axis < layout.axes.size(); ++axis) {
        std::size_t step = axisSteps[axis];
        for (auto part = layout.axes[axis].rbegin(); part != layout.axes[axis].rend(); ++part) {
            steps[*part] = step;
            step *= static_cast<std::size_t>(layout.parts[*part]);
        }
    }
    return steps;
}

} // namespace

Layout sameLayout(const Dimensions &shape)
{
    Layout layout{shape, {}};
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        layout.axes.push_back({axis});
    return layout;
}

Layout channelsLast(const Dimensions &channelsFirst) { return {channelsFirst, {{0}, {2}, {3}, {1}}}; }

Layout transposed(const Layout &layout, const std::vector<std::size_t> &order)
{
    Layout result{layout.parts, {}};
    for (const std::size_t axis : order)
        result.axes.push_back(layout.axes[axis]);
    return result;
}

std::optional<Layout> reshaped(const Layout &layout, const Dimensions &shape)
{
    std::vector<std::size_t> parts;
    for (const std::vector<std::size_t> &axis : layout.axes)
        parts.insert(parts.end(), axis.begin(), axis.end());
    Layout result{layout.parts, std::vector<std::vector<std::size_t>>(shape.size())};
    auto next = parts.begin();
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        std::int64_t size = 1;
        const auto takes = [&] {
            return next != parts.end() &&
                   (size < shape[axis] || (result.axes[axis].empty() && layout.parts[*next] == 1));
        };
        while (takes()) {
            size *= layout.parts[*next];
            result.axes[axis].push_back(*next++);
        }
        if (size != shape[axis])
            return std::nullopt;
    }
    // Parts of size 1 that are left go where a size of 1 has none.
    for (; next != parts.end(); ++next) {
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            if (result.axes[axis].empty()) {
                result.axes[axis] = {*next};
                break;
            }
    }
    return result;
}

std::vector<std::size_t> longParts(const Layout &layout, std::size_t axis)
{
    std::vector<std::size_t> result;
    std::ranges::copy_if(layout.axes[axis], std::back_inserter(result),
                         [&](std::size_t part) { return layout.parts[part] != 1; });
    return result;
}

bool keepsOrder(const Layout &layout)
{
    std::vector<std::size_t> order;
    for (std::size_t axis = 0; axis < layout.axes.size(); ++axis)
        std::ranges::copy(longParts(layout, axis), std::back_inserter(order));
    return std::ranges::is_sorted(order);
}

bool keepsBatch(const Layout &layout)
{
    if (layout.axes.size() < 2 || layout.parts.empty())
        return false;
    const std::vector<std::size_t> first = longParts(layout, 0);
    return layout.parts[0] == 1 ? first.empty() : first == std::vector<std::size_t>{0};
}

bool isSameLayout(const Layout &left, const Layout &right)
{
    if (left.parts != right.parts || left.axes.size() != right.axes.size())
        return false;
    for (std::size_t axis = 0; axis < left.axes.size(); ++axis)
        if (longParts(left, axis) != longParts(right, axis))
            return false;
    return true;
}

std::optional<Constant> overParts(const Constant &constant, const Layout &layout, const Dimensions &shape, bool all)
{
    const std::size_t missing = shape.size() - constant.shape.size();
    if (constant.shape.size() > shape.size() || !constant.isFloat())
        return std::nullopt;
    Dimensions aligned(shape.size(), 1);
    std::ranges::copy(constant.shape, aligned.begin() + static_cast<std::ptrdiff_t>(missing));
    Dimensions spread(layout.parts.size(), 1);
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (aligned[axis] != 1 && (aligned[axis] != shape[axis] || axis == 0))
            return std::nullopt;
        for (const std::size_t part : layout.axes[axis])
            if (aligned[axis] != 1 || all)
                spread[part] = layout.parts[part];
    }
    spread[0] = 1;
    const std::vector<float> &values = floats(constant);
    std::vector<float> result;
    for (const std::size_t place : places(spread, partSteps(layout, stepsOf(aligned))))
        result.push_back(values[place]);
    return floatConstant(spread, std::move(result));
}

std::vector<std::size_t> featureOrder(const Layout &layout)
{
    Dimensions image = layout.parts;
    image[0] = 1;
    return places(image, partSteps(layout, {0, 1}));
}

} // namespace odimo::onnx
