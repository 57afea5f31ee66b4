// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/convolution.h"

#include "core/learn/model/mixed_precision.h"

#include <limits>

namespace odimo::learn {

using torch::Tensor;

namespace {

using Pair = std::array<std::int64_t, 2>;
constexpr Pair none{0, 0};

Pair pair(network::Extent extent) { return {extent.height, extent.width}; }

/// The operators of LibTorch pad both sides alike.
bool isEven(const network::Padding &padding) { return padding.top == padding.bottom && padding.left == padding.right; }

Tensor padded(const Tensor &x, const network::Padding &padding, double fill)
{
    return torch::constant_pad_nd(x, {padding.left, padding.right, padding.top, padding.bottom}, fill);
}

/// False where a window may lie in the padding alone, or the padding is larger than the image: oneDNN is not asked for
/// shapes that it is hardly ever used with.
bool isModest(const network::Convolution &op, const Tensor &x)
{
    const network::Padding &padding = op.padding;
    return padding.top <= op.dilation.height * (op.kernel.height - 1) &&
           padding.left <= op.dilation.width * (op.kernel.width - 1) && padding.top <= x.size(2) &&
           padding.left <= x.size(3);
}

bool isPointwise(const network::Convolution &op) { return op.kernel.height == 1 && op.kernel.width == 1; }

} // namespace

Tensor convolution(const network::Convolution &op, Tensor x, const Tensor &weight, const Tensor &bias, Mode mode)
{
    Pair padding{op.padding.top, op.padding.left};
    Pair stride = pair(op.stride);
    if (!isEven(op.padding) || !isModest(op, x)) {
        x = padded(x, op.padding, 0);
        padding = none;
    }
    if (isPointwise(op) && stride != Pair{1, 1}) {
        // oneDNN 2.6 leaves the pixels out itself, and where a thread gets one image more than another, its gradient of
        // the weights reads and writes beside the images.
        x = x.slice(2, 0, x.size(2), stride[0]).slice(3, 0, x.size(3), stride[1]);
        stride = {1, 1};
    }
    if (mode == Mode::MixedTraining && !bias.defined())
        return mixedConvolution(x, weight, {stride, padding, pair(op.dilation), op.groups});
    return torch::conv2d(x, weight, bias, stride, padding, pair(op.dilation), op.groups);
}

Tensor maxPool(const network::MaxPool &op, Tensor x)
{
    const network::Padding &padding = op.padding;
    // LibTorch takes padding up to half the window.
    if (isEven(padding) && 2 * padding.top <= op.kernel.height && 2 * padding.left <= op.kernel.width)
        return torch::max_pool2d(x, pair(op.kernel), pair(op.stride), {padding.top, padding.left});
    x = padded(x, padding, -std::numeric_limits<double>::infinity());
    return torch::max_pool2d(x, pair(op.kernel), pair(op.stride), none);
}

Tensor averagePool(const network::AveragePool &op, const Tensor &x)
{
    const network::Padding &padding = op.padding;
    const network::Padding &counted = op.counted;
    const bool countsAll = counted == padding;
    if (isEven(padding) && 2 * padding.top <= op.kernel.height && 2 * padding.left <= op.kernel.width &&
        (countsAll || counted == network::Padding()))
        return torch::avg_pool2d(x, pair(op.kernel), pair(op.stride), {padding.top, padding.left}, false, countsAll);
    const auto sums = [&](const Tensor &values) {
        return torch::avg_pool2d(values, pair(op.kernel), pair(op.stride), none, false, true, 1);
    };
    const network::Padding rest{padding.top - counted.top, padding.left - counted.left, padding.bottom - counted.bottom,
                                padding.right - counted.right};
    const Tensor ones = padded(torch::ones({1, 1, x.size(2), x.size(3)}, x.options()), counted, 1);
    return sums(padded(x, padding, 0)) / sums(padded(ones, rest, 0));
}

} // namespace odimo::learn
