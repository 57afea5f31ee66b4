// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/activation_kernels.h"

#include "core/learn/quantise/activation_loops.h"
#include "core/learn/quantise/channel_rows.h"

#include <algorithm>

namespace odimo::learn {

using torch::Tensor;

namespace {

using loops::FloatRange;
using loops::Part;
using loops::Tiles;

FloatRange floatRange(const CodeRange &range, double half)
{
    return {static_cast<float>(range.step()), static_cast<float>(1 / range.step()), static_cast<float>(range.least),
            static_cast<float>(range.most), static_cast<float>(half)};
}

constexpr double roundHalf = 0.5;
constexpr double roundDown = 0;

/// `x` is float32 on the CPU, dense, and if `byChannel` its channels are innermost.
bool runsOnOwnKernel(const Tensor &x, bool byChannel)
{
    return x.device().is_cpu() && x.scalar_type() == torch::kFloat32 &&
           (byChannel ? ChannelRows::describe(x) : x.is_non_overlapping_and_dense());
}

bool haveLayoutOf(const Tensor &x, std::initializer_list<Tensor> others)
{
    return std::all_of(others.begin(), others.end(), [&](const Tensor &other) {
        return runsOnOwnKernel(other, false) && other.strides() == x.strides();
    });
}

Tensor biased(const Tensor &x, const Tensor &bias)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(x.dim()), 1);
    if (bias.defined())
        shape[1] = -1;
    return bias.defined() ? x + bias.detach().view(shape) : x;
}

/// `x`, not overwritten, in codes that round half up or down.
Tensor plainCodes(const Tensor &x, const CodeRange &range, double half)
{
    return (x * (1 / range.step())).clamp_(range.least, range.most).add_(half).floor_().mul_(range.step());
}

Tensor plainValue(const Addend &addend)
{
    return addend.toQuantise ? plainCodes(biased(addend.x, addend.bias), *addend.toQuantise, roundHalf) : addend.x;
}

Tensor sumOverAllButChannels(const Tensor &gradient) { return gradient.transpose(0, 1).flatten(1).sum(1); }

/// The values that were written over `x`; autograd is told, and refuses a second backward pass that would read it.
Tensor overwritten(const Tensor &x)
{
    torch::autograd::impl::bump_version(x);
    return x.detach();
}

float *dataOf(const Tensor &x) { return x.data_ptr<float>(); }

} // namespace

void roundToCodes(Tensor &x, const Tensor &bias, const CodeRange &range)
{
    if (!runsOnOwnKernel(x, bias.defined())) {
        x.copy_(plainCodes(biased(x, bias), range, roundHalf));
        return;
    }
    const ChannelRows rows(x, bias.defined());
    const Tensor biases = rows.repeated(bias);
    const FloatRange r = floatRange(range, roundHalf);
    rows.forBlocks([&](const Tiles &tiles) { loops::quantise(tiles, dataOf(x), dataOf(biases), r); });
}

Tensor sumInCodes(const Addend &a, const Addend &b, const CodeRange &range)
{
    if (b.toQuantise && !a.toQuantise) // The loops know three cases of four.
        return sumInCodes(b, a, range);
    const bool byChannel = a.bias.defined() || b.bias.defined();
    if (!runsOnOwnKernel(a.x, byChannel) || !haveLayoutOf(a.x, {b.x}))
        return plainCodes(plainValue(a) + plainValue(b), range, roundDown);
    Tensor y = torch::empty_like(a.x);
    const ChannelRows rows(y, byChannel);
    const Tensor biasesOfA = rows.repeated(a.bias), biasesOfB = rows.repeated(b.bias);
    const auto part = [](const Addend &addend, const Tensor &biases) -> Part {
        return {dataOf(addend.x), dataOf(biases), floatRange(addend.toQuantise.value_or(CodeRange{}), roundHalf)};
    };
    const Part partA = part(a, biasesOfA), partB = part(b, biasesOfB);
    const FloatRange r = floatRange(range, roundDown);
    const auto add = b.toQuantise ? loops::addBothRounded : a.toQuantise ? loops::addRounded : loops::add;
    rows.forBlocks([&](const Tiles &tiles) { add(tiles, partA, partB, dataOf(y), r); });
    return y;
}

Tensor gateInPlace(Tensor &gradient, const Tensor &other, const Tensor &y, const CodeRange &range, bool hasBias)
{
    if (!runsOnOwnKernel(y, hasBias) || !haveLayoutOf(y, {gradient}) ||
        (other.defined() && !haveLayoutOf(y, {other}))) {
        if (other.defined())
            gradient.add_(other);
        gradient.mul_((y > range.least * range.step()) & (y < range.most * range.step()));
        return hasBias ? sumOverAllButChannels(gradient) : Tensor();
    }
    const FloatRange r = floatRange(range, roundHalf);
    const Tensor sums = ChannelRows(y, hasBias).sumBlocks([&](const Tiles &tiles, float *sum) {
        if (other.defined())
            loops::gateSum(tiles, dataOf(gradient), dataOf(other), dataOf(y), sum, r);
        else
            loops::gate(tiles, dataOf(gradient), dataOf(y), sum, r);
    });
    return hasBias ? sums : Tensor();
}

AddendGradients gateRounded(const Tensor &gradient, const Addend &addend)
{
    const Tensor &x = addend.x;
    const bool hasBias = addend.bias.defined();
    if (!runsOnOwnKernel(x, hasBias) || !haveLayoutOf(x, {gradient})) {
        Tensor result = gradient.clone();
        const Tensor ofBias = gateInPlace(result, {}, plainValue(addend), *addend.toQuantise, hasBias);
        return {result, ofBias};
    }
    const ChannelRows rows(x, hasBias);
    const Tensor biases = rows.repeated(addend.bias);
    const FloatRange r = floatRange(*addend.toQuantise, roundHalf);
    const Tensor sums = rows.sumBlocks([&](const Tiles &tiles, float *sum) {
        loops::gateRounded(tiles, dataOf(gradient), dataOf(x), dataOf(biases), sum, r);
    });
    return {overwritten(x), hasBias ? sums : Tensor()};
}

AddendGradients gateTwice(Tensor &gradient, const Tensor &other, const Tensor &y, const CodeRange &range,
                          const Addend &addend)
{
    const Tensor &x = addend.x;
    const bool hasBias = addend.bias.defined();
    if (!other.defined() || !runsOnOwnKernel(y, hasBias) || !haveLayoutOf(y, {gradient, other, x})) {
        gateInPlace(gradient, other, y, range, false);
        return gateRounded(gradient, addend);
    }
    const ChannelRows rows(x, hasBias);
    const Tensor biases = rows.repeated(addend.bias);
    const FloatRange r = floatRange(range, roundHalf), ofX = floatRange(*addend.toQuantise, roundHalf);
    const Tensor sums = rows.sumBlocks([&](const Tiles &tiles, float *sum) {
        loops::gateTwice(tiles, dataOf(gradient), dataOf(other), dataOf(y), r, dataOf(x), dataOf(biases), ofX, sum);
    });
    return {overwritten(x), hasBias ? sums : Tensor()};
}

} // namespace odimo::learn
