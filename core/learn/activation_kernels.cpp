// SPDX-License-Identifier: Apache-2.0
#include "core/learn/activation_kernels.h"

#include "core/learn/channel_rows.h"
#include "core/learn/vectorised.h"

#include <algorithm>
#include <cmath>

namespace odimo::learn {

using torch::Tensor;

namespace {

struct FloatRange {
    float step, inverse, least, most, half;
};

FloatRange floatRange(const CodeRange &range, double half)
{
    return {static_cast<float>(range.step), static_cast<float>(1 / range.step), static_cast<float>(range.least),
            static_cast<float>(range.most), static_cast<float>(half)};
}

// Clamping before the half is added keeps the sum exact in single precision.
inline float codeOf(float x, FloatRange r)
{
    return std::floor(std::min(std::max(x * r.inverse, r.least), r.most) + r.half);
}

// The loops go from `begin` to `end`, tile by tile of ChannelRows; what belongs to channels is repeated to a tile.

ODIMO_VECTORISED void quantiseBlock(float *__restrict x, const float *__restrict bias, std::int64_t begin,
                                    std::int64_t end, std::int64_t tile, FloatRange r)
{
    for (std::int64_t at = begin; at < end; at += tile) {
        const std::int64_t count = std::min(tile, end - at);
        for (std::int64_t i = 0; i < count; ++i)
            x[at + i] = codeOf(x[at + i] + bias[i], r) * r.step;
    }
}

/// An addend: rounded first, if it is to be.
struct Part {
    const float *x;
    const float *bias;
    FloatRange range;
};

template <bool isToQuantise>
inline float addend(float x, float bias, FloatRange r)
{
    if constexpr (isToQuantise)
        return codeOf(x + bias, r) * r.step;
    return x;
}

template <bool isLeft, bool isRight>
[[gnu::always_inline]] inline void addLoop(const Part &a, const Part &b, float *__restrict y, FloatRange r,
                                           std::int64_t begin, std::int64_t end, std::int64_t tile)
{
    const FloatRange ofA = a.range, ofB = b.range;
    const float *__restrict biasOfA = a.bias, *__restrict biasOfB = b.bias;
    for (std::int64_t at = begin; at < end; at += tile) {
        const std::int64_t count = std::min(tile, end - at);
        const float *__restrict xOfA = a.x + at, *__restrict xOfB = b.x + at;
        float *__restrict to = y + at;
        for (std::int64_t i = 0; i < count; ++i)
            to[i] = codeOf(addend<isLeft>(xOfA[i], biasOfA[i], ofA) + addend<isRight>(xOfB[i], biasOfB[i], ofB), r) *
                    r.step;
    }
}

// A loop for each case: none vectorises with the choice inside it.
ODIMO_VECTORISED void addBlock(const Part &a, const Part &b, float *y, FloatRange r, std::int64_t begin,
                               std::int64_t end, std::int64_t tile)
{
    addLoop<false, false>(a, b, y, r, begin, end, tile);
}

ODIMO_VECTORISED void addRoundedBlock(const Part &a, const Part &b, float *y, FloatRange r, std::int64_t begin,
                                      std::int64_t end, std::int64_t tile)
{
    addLoop<true, false>(a, b, y, r, begin, end, tile);
}

ODIMO_VECTORISED void addBothRoundedBlock(const Part &a, const Part &b, float *y, FloatRange r, std::int64_t begin,
                                          std::int64_t end, std::int64_t tile)
{
    addLoop<true, true>(a, b, y, r, begin, end, tile);
}

/// Keeps the gradient where the code lies strictly inside its range, and adds up what it keeps.
ODIMO_VECTORISED void gateBlock(float *__restrict gradient, const float *__restrict y, float *__restrict sums,
                                std::int64_t begin, std::int64_t end, std::int64_t tile, FloatRange r)
{
    const float low = r.least * r.step;
    const float high = r.most * r.step;
    for (std::int64_t at = begin; at < end; at += tile) {
        const std::int64_t count = std::min(tile, end - at);
        for (std::int64_t i = 0; i < count; ++i) {
            const float incoming = gradient[at + i];
            const float passing = (y[at + i] > low) & (y[at + i] < high) ? incoming : 0.0f;
            gradient[at + i] = passing;
            sums[i] += passing;
        }
    }
}

ODIMO_VECTORISED void gateSumBlock(float *__restrict gradient, const float *__restrict other, const float *__restrict y,
                                   float *__restrict sums, std::int64_t begin, std::int64_t end, std::int64_t tile,
                                   FloatRange r)
{
    const float low = r.least * r.step;
    const float high = r.most * r.step;
    for (std::int64_t at = begin; at < end; at += tile) {
        const std::int64_t count = std::min(tile, end - at);
        for (std::int64_t i = 0; i < count; ++i) {
            const float incoming = gradient[at + i] + other[at + i];
            const float passing = (y[at + i] > low) & (y[at + i] < high) ? incoming : 0.0f;
            gradient[at + i] = passing;
            sums[i] += passing;
        }
    }
}

/// For a value `x` before it is quantised, whose gradient takes its place.
ODIMO_VECTORISED void gateRoundedBlock(const float *__restrict gradient, float *__restrict x,
                                       const float *__restrict bias, float *__restrict sums, std::int64_t begin,
                                       std::int64_t end, std::int64_t tile, FloatRange r)
{
    for (std::int64_t at = begin; at < end; at += tile) {
        const std::int64_t count = std::min(tile, end - at);
        for (std::int64_t i = 0; i < count; ++i) {
            const float code = codeOf(x[at + i] + bias[i], r);
            const float incoming = gradient[at + i];
            const float passing = (code > r.least) & (code < r.most) ? incoming : 0.0f;
            x[at + i] = passing;
            sums[i] += passing;
        }
    }
}

/// As gateSumBlock; what passes on to `x`, an addend that was rounded, takes its place and is added up.
ODIMO_VECTORISED void gateTwiceBlock(float *__restrict gradient, const float *__restrict other,
                                     const float *__restrict y, FloatRange r, float *__restrict x,
                                     const float *__restrict bias, FloatRange ofX, float *__restrict sums, std::int64_t begin, std::int64_t end, std::int64_t tile)
{
    const float low = r.least * r.step;
    const float high = r.most * r.step;
    for (std::int64_t at = begin; at < end; at += tile) {
        const std::int64_t count = std::min(tile, end - at);
        for (std::int64_t i = 0; i < count; ++i) {
            const float incoming = gradient[at + i] + other[at + i];
            const float passing = (y[at + i] > low) & (y[at + i] < high) ? incoming : 0.0f;
            const float code = codeOf(x[at + i] + bias[i], ofX);
            const float onward = (code > ofX.least) & (code < ofX.most) ? passing : 0.0f;
            gradient[at + i] = passing;
            x[at + i] = onward;
            sums[i] += onward;
        }
    }
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
    return (x * (1 / range.step)).clamp_(range.least, range.most).add_(half).floor_().mul_(range.step);
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
    rows.forBlocks([&](std::int64_t begin, std::int64_t end, std::int64_t) {
        quantiseBlock(dataOf(x), dataOf(biases), begin, end, rows.tile(), r);
    });
}

Tensor sumInCodes(const Addend &a, const Addend &b, const CodeRange &range)
{
    if (b.toQuantise && !a.toQuantise) // The kernels know three cases of four.
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
    const auto block = b.toQuantise ? addBothRoundedBlock : a.toQuantise ? addRoundedBlock : addBlock;
    rows.forBlocks([&](std::int64_t begin, std::int64_t end, std::int64_t) {
        block(partA, partB, dataOf(y), r, begin, end, rows.tile());
    });
    return y;
}

Tensor gateInPlace(Tensor &gradient, const Tensor &other, const Tensor &y, const CodeRange &range, bool hasBias)
{
    if (!runsOnOwnKernel(y, hasBias) || !haveLayoutOf(y, {gradient}) ||
        (other.defined() && !haveLayoutOf(y, {other}))) {
        if (other.defined())
            gradient.add_(other);
        gradient.mul_((y > range.least * range.step) & (y < range.most * range.step));
        return hasBias ? sumOverAllButChannels(gradient) : Tensor();
    }
    const ChannelRows rows(y, hasBias);
    const Tensor sums = rows.sums();
    const FloatRange r = floatRange(range, roundHalf);
    rows.forBlocks([&](std::int64_t begin, std::int64_t end, std::int64_t block) {
        float *sum = dataOf(sums) + block * rows.tile();
        if (other.defined())
            gateSumBlock(dataOf(gradient), dataOf(other), dataOf(y), sum, begin, end, rows.tile(), r);
        else
            gateBlock(dataOf(gradient), dataOf(y), sum, begin, end, rows.tile(), r);
    });
    return hasBias ? rows.total(sums) : Tensor();
}

AddendGradients gateRounded(const Tensor &gradient, const Addend &addend)
{
    const auto &[x, range, bias] = addend;
    const bool hasBias = bias.defined();
    if (!runsOnOwnKernel(x, hasBias) || !haveLayoutOf(x, {gradient})) {
        Tensor result = gradient.clone();
        const Tensor ofBias = gateInPlace(result, {}, plainValue(addend), *range, hasBias);
        return {result, ofBias};
    }
    const ChannelRows rows(x, hasBias);
    const Tensor sums = rows.sums();
    const Tensor biases = rows.repeated(bias);
    const FloatRange r = floatRange(*range, roundHalf);
    rows.forBlocks([&, &x = x](std::int64_t begin, std::int64_t end, std::int64_t block) {
        gateRoundedBlock(dataOf(gradient), dataOf(x), dataOf(biases), dataOf(sums) + block * rows.tile(), begin, end,
                         rows.tile(), r);
    });
    return {overwritten(x), hasBias ? rows.total(sums) : Tensor()};
}

AddendGradients gateTwice(Tensor &gradient, const Tensor &other, const Tensor &y, const CodeRange &range,
                          const Addend &addend)
{
    const auto &[x, rangeOfX, bias] = addend;
    const bool hasBias = bias.defined();
    if (!other.defined() || !runsOnOwnKernel(y, hasBias) || !haveLayoutOf(y, {gradient, other, x})) {
        gateInPlace(gradient, other, y, range, false);
        return gateRounded(gradient, addend);
    }
    const ChannelRows rows(x, hasBias);
    const Tensor sums = rows.sums();
    const Tensor biases = rows.repeated(bias);
    const FloatRange r = floatRange(range, roundHalf), ofX = floatRange(*rangeOfX, roundHalf);
    rows.forBlocks([&, &x = x](std::int64_t begin, std::int64_t end, std::int64_t block) {
        gateTwiceBlock(dataOf(gradient), dataOf(other), dataOf(y), r, dataOf(x), dataOf(biases), ofX,
                       dataOf(sums) + block * rows.tile(), begin, end, rows.tile());
    });
    return {overwritten(x), hasBias ? rows.total(sums) : Tensor()};
}

} // namespace odimo::learn
