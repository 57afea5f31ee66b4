// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/views.h"

#include "core/onnx/refusal.h"

#include <algorithm>
#include <numeric>

namespace odimo::onnx {

namespace {

constexpr std::size_t mostAxes = 16;

[[noreturn]] void refuse(const Dimensions &shape, const std::string &what)
{
    throw Refusal("its input " + dimensionsText(shape) + " " + what, "repair the export; the file contradicts itself");
}

std::vector<bool> chosen(const std::vector<std::int64_t> &axes, std::size_t rank)
{
    std::vector<bool> isChosen(rank, false);
    for (const std::int64_t axis : axes)
        isChosen[axisOf(axis, rank)] = true;
    return isChosen;
}

} // namespace

Dimensions reshaped(const Dimensions &shape, const std::vector<std::int64_t> &request, bool zeroIsZero)
{
    const std::string what = "cannot be reshaped to " + dimensionsText(request);
    Dimensions result = request;
    for (std::size_t axis = 0; axis < result.size(); ++axis)
        if (result[axis] == 0 && !zeroIsZero && axis < shape.size())
            result[axis] = shape[axis];

    const auto open = std::ranges::find(result, -1);
    if (open != result.end())
        *open = 1;
    const std::optional<std::int64_t> before = elementCount(shape);
    const std::optional<std::int64_t> stated = elementCount(result);
    if (result.size() > mostAxes || !before || !stated || *stated == 0 || *before % *stated != 0)
        refuse(shape, what);
    if (open != result.end())
        *open = *before / *stated;
    else if (before != stated)
        refuse(shape, what);
    return result;
}

Dimensions squeezed(const Dimensions &shape, const std::optional<std::vector<std::int64_t>> &axes)
{
    const std::vector<bool> goes = chosen(axes.value_or(std::vector<std::int64_t>()), shape.size());
    Dimensions result;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (goes[axis] && shape[axis] != 1)
            refuse(shape, "has no size of 1 on the axis " + std::to_string(axis) + " that it takes out");
        if (axes ? !goes[axis] : shape[axis] != 1)
            result.push_back(shape[axis]);
    }
    return result;
}

Dimensions unsqueezed(const Dimensions &shape, const std::vector<std::int64_t> &axes)
{
    const std::size_t rank = shape.size() + axes.size();
    if (rank > mostAxes)
        refuse(shape, "would get too many axes");
    const std::vector<bool> isNew = chosen(axes, rank);
    if (static_cast<std::size_t>(std::ranges::count(isNew, true)) != axes.size())
        refuse(shape, "would get an axis twice");
    Dimensions result;
    auto old = shape.begin();
    for (std::size_t axis = 0; axis < rank; ++axis)
        result.push_back(isNew[axis] ? 1 : *old++);
    return result;
}

Dimensions flattened(const Dimensions &shape, std::int64_t axis)
{
    const auto rank = static_cast<std::int64_t>(shape.size());
    if (axis < -rank || axis > rank)
        refuse(shape, "has no axis " + std::to_string(axis));
    const auto middle = shape.begin() + (axis < 0 ? axis + rank : axis);
    const auto product = [&](auto begin, auto end) {
        const std::optional<std::int64_t> count = elementCount(Dimensions(begin, end));
        return count ? *count : 0;
    };
    return {product(shape.begin(), middle), product(middle, shape.end())};
}

std::vector<std::size_t> permutation(const Node &node, std::size_t rank)
{
    std::vector<std::int64_t> reversed(rank);
    std::iota(reversed.rbegin(), reversed.rend(), 0);
    const std::vector<std::int64_t> axes = integersAttribute(node, "perm", reversed);
    std::vector<std::int64_t> sorted = axes;
    std::ranges::sort(sorted);
    std::ranges::reverse(reversed);
    if (sorted != reversed)
        throw Refusal("its order of axes " + dimensionsText(axes) + " does not fit an input of " +
                          std::to_string(rank) + " axes",
                      "repair the export; the file contradicts itself");
    return {axes.begin(), axes.end()};
}

Dimensions permuted(const Dimensions &shape, const std::vector<std::size_t> &order)
{
    Dimensions result;
    for (const std::size_t axis : order)
        result.push_back(shape[axis]);
    return result;
}

bool isView(const Node &node)
{
    return node.op == "Flatten" || node.op == "Reshape" || node.op == "Squeeze" || node.op == "Unsqueeze" ||
           node.op == "Transpose";
}

Dimensions viewShape(const Graph &graph, const Node &node, const Dimensions &shape)
{
    if (node.op == "Flatten")
        return flattened(shape, integerAttribute(node, "axis", 1));
    if (node.op == "Transpose")
        return permuted(shape, permutation(node, shape.size()));
    if (node.op == "Squeeze")
        return squeezed(shape, axesOf(graph, node, 1));
    if (node.op == "Unsqueeze")
        return unsqueezed(shape, axesOf(graph, node, 1).value_or(std::vector<std::int64_t>()));
    const Constant *request = constantInput(graph, node, 1);
    if (!request)
        throw Refusal("its target shape is computed from the image", "export it with a constant target shape");
    return reshaped(shape, integers(*request), integerAttribute(node, "allowzero", 0) != 0);
}

} // namespace odimo::onnx
