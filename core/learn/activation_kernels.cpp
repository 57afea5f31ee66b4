// SPDX-License-Identifier: Apache-2.0
#include "core/learn/activation_kernels.h"

#include "core/learn/vectorised.h"

#include <ATen/Parallel.h>

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

ODIMO_VECTORISED void quantiseBlock(float *x, std::int64_t count, FloatRange r)
{
    for (std::int64_t i = 0; i < count; ++i)
        x[i] = codeOf(x[i], r) * r.step;
}

template <bool isToQuantise>
inline float addend(float x, FloatRange r)
{
    if constexpr (isToQuantise)
        return codeOf(x, r) * r.step;
    return x;
}

/// What an add reads and writes.
struct Sum {
    const float *__restrict a;
    const float *__restrict b;
    float *__restrict y;
    FloatRange ofA, ofB, range;
};

template <bool isLeft, bool isRight>
[[gnu::always_inline]] inline void addLoop(const Sum &sum, std::int64_t begin, std::int64_t end)
{
    const FloatRange ofA = sum.ofA, ofB = sum.ofB, range = sum.range;
    for (std::int64_t i = begin; i < end; ++i)
        sum.y[i] = codeOf(addend<isLeft>(sum.a[i], ofA) + addend<isRight>(sum.b[i], ofB), range) * range.step;
}

// A loop for each case: none vectorises with the choice inside it.
ODIMO_VECTORISED void addBlock(const Sum &sum, std::int64_t begin, std::int64_t end)
{
    addLoop<false, false>(sum, begin, end);
}

ODIMO_VECTORISED void addRoundedBlock(const Sum &sum, std::int64_t begin, std::int64_t end)
{
    addLoop<true, false>(sum, begin, end);
}

ODIMO_VECTORISED void addBothRoundedBlock(const Sum &sum, std::int64_t begin, std::int64_t end)
{
    addLoop<true, true>(sum, begin, end);
}

/// Keeps the gradient where the code lies strictly inside its range.
ODIMO_VECTORISED void gateBlock(float *__restrict gradient, const float *__restrict y, std::int64_t count, FloatRange r)
{
    const float low = r.least * r.step;
    const float high = r.most * r.step;
    for (std::int64_t i = 0; i < count; ++i)
        gradient[i] = (y[i] > low) & (y[i] < high) ? gradient[i] : 0.0f;
}

ODIMO_VECTORISED void gateSumBlock(float *__restrict gradient, const float *__restrict other, const float *__restrict y,
                                   std::int64_t count, FloatRange r)
{
    const float low = r.least * r.step;
    const float high = r.most * r.step;
    for (std::int64_t i = 0; i < count; ++i) {
        const float passing = gradient[i] + other[i];
        gradient[i] = (y[i] > low) & (y[i] < high) ? passing : 0.0f;
    }
}

/// For a value `x` before it is quantised.
ODIMO_VECTORISED void gateRoundedBlock(const float *__restrict x, const float *__restrict gradient,
                                       float *__restrict result, std::int64_t count, FloatRange r)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float code = codeOf(x[i], r);
        const float passing = gradient[i];
        result[i] = (code > r.least) & (code < r.most) ? passing : 0.0f;
    }
}

/// As gateSumBlock; `ofAddend` is what passes on to `x`, an addend that was rounded.
ODIMO_VECTORISED void gateTwiceBlock(float *__restrict gradient, const float *__restrict other,
                                     const float *__restrict y, const float *__restrict x, float *__restrict ofAddend,
                                     std::int64_t count, FloatRange r, FloatRange ofX)
{
    const float low = r.least * r.step;
    const float high = r.most * r.step;
    for (std::int64_t i = 0; i < count; ++i) {
        const float sum = gradient[i] + other[i];
        const float passing = (y[i] > low) & (y[i] < high) ? sum : 0.0f;
        const float code = codeOf(x[i], ofX);
        gradient[i] = passing;
        ofAddend[i] = (code > ofX.least) & (code < ofX.most) ? passing : 0.0f;
    }
}

constexpr std::int64_t grainSize = 32768;
constexpr double roundHalf = 0.5;
constexpr double roundDown = 0;

bool runsOnOwnKernel(const Tensor &x)
{
    return x.device().is_cpu() && x.scalar_type() == torch::kFloat32 && x.is_non_overlapping_and_dense();
}

bool haveLayoutOf(const Tensor &x, std::initializer_list<Tensor> others)
{
    return std::all_of(others.begin(), others.end(),
                       [&](const Tensor &other) { return runsOnOwnKernel(other) && other.strides() == x.strides(); });
}

/// `x`, not overwritten, in codes that round half up or down.
Tensor plainCodes(const Tensor &x, const CodeRange &range, double half)
{
    return (x * (1 / range.step)).clamp_(range.least, range.most).add_(half).floor_().mul_(range.step);
}

Tensor plainValue(const Addend &addend)
{
    return addend.toQuantise ? plainCodes(addend.x, *addend.toQuantise, roundHalf) : addend.x;
}

} // namespace

void roundToCodes(Tensor &x, const CodeRange &range)
{
    if (!runsOnOwnKernel(x)) {
        x.copy_(plainCodes(x, range, roundHalf));
        return;
    }
    at::parallel_for(0, x.numel(), grainSize,
                     [data = x.data_ptr<float>(), r = floatRange(range, roundHalf)](
                         std::int64_t begin, std::int64_t end) { quantiseBlock(data + begin, end - begin, r); });
}

Tensor sumInCodes(const Addend &a, const Addend &b, const CodeRange &range)
{
    if (b.toQuantise && !a.toQuantise) // The kernels know three cases of four.
        return sumInCodes(b, a, range);
    if (!runsOnOwnKernel(a.x) || !haveLayoutOf(a.x, {b.x}))
        return plainCodes(plainValue(a) + plainValue(b), range, roundDown);
    Tensor y = torch::empty_like(a.x);
    const Sum sum{a.x.data_ptr<float>(),
                  b.x.data_ptr<float>(),
                  y.data_ptr<float>(),
                  floatRange(a.toQuantise.value_or(CodeRange{}), roundHalf),
                  floatRange(b.toQuantise.value_or(CodeRange{}), roundHalf),
                  floatRange(range, roundDown)};
    const auto block = b.toQuantise ? addBothRoundedBlock : a.toQuantise ? addRoundedBlock : addBlock;
    at::parallel_for(0, y.numel(), grainSize, [&](std::int64_t begin, std::int64_t end) { block(sum, begin, end); });
    return y;
}

void gateInPlace(Tensor &gradient, const Tensor &other, const Tensor &y, const CodeRange &range)
{
    if (!runsOnOwnKernel(y) || !haveLayoutOf(y, {gradient}) || (other.defined() && !haveLayoutOf(y, {other}))) {
        if (other.defined())
            gradient.add_(other);
        gradient.mul_((y > range.least * range.step) & (y < range.most * range.step));
        return;
    }
    at::parallel_for(0, y.numel(), grainSize,
                     [of = gradient.data_ptr<float>(), with = other.defined() ? other.data_ptr<float>() : nullptr,
                      from = y.data_ptr<float>(),
                      r = floatRange(range, roundHalf)](std::int64_t begin, std::int64_t end) {
                         if (with)
                             gateSumBlock(of + begin, with + begin, from + begin, end - begin, r);
                         else
                             gateBlock(of + begin, from + begin, end - begin, r);
                     });
}

Tensor gateRounded(const Tensor &x, const Tensor &gradient, const CodeRange &range)
{
    Tensor result = torch::empty_like(x);
    if (!runsOnOwnKernel(x) || !haveLayoutOf(x, {gradient})) {
        result.copy_(gradient);
        gateInPlace(result, {}, plainCodes(x, range, roundHalf), range);
        return result;
    }
    at::parallel_for(0, x.numel(), grainSize,
                     [from = x.data_ptr<float>(), of = gradient.data_ptr<float>(), to = result.data_ptr<float>(),
                      r = floatRange(range, roundHalf)](std::int64_t begin, std::int64_t end) {
                         gateRoundedBlock(from + begin, of + begin, to + begin, end - begin, r);
                     });
    return result;
}

Tensor gateTwice(Tensor &gradient, const Tensor &other, const Tensor &y, const CodeRange &range, const Tensor &x,
                 const CodeRange &rangeOfX)
{
    if (!other.defined() || !runsOnOwnKernel(y) || !haveLayoutOf(y, {gradient, other, x})) {
        gateInPlace(gradient, other, y, range);
        return gateRounded(x, gradient, rangeOfX);
    }
    Tensor result = torch::empty_like(x);
    at::parallel_for(0, y.numel(), grainSize,
                     [of = gradient.data_ptr<float>(), with = other.data_ptr<float>(), from = y.data_ptr<float>(),
                      addend = x.data_ptr<float>(), to = result.data_ptr<float>(), r = floatRange(range, roundHalf),
                      ofX = floatRange(rangeOfX, roundHalf)](std::int64_t begin, std::int64_t end) {
                         gateTwiceBlock(of + begin, with + begin, from + begin, addend + begin, to + begin, end - begin,
                                        r, ofX);
                     });
    return result;
}

} // namespace odimo::learn
