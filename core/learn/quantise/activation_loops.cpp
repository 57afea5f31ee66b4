// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/activation_loops.h"

#include "core/learn/quantise/vectorised.h"

#include <algorithm>
#include <cmath>

namespace odimo::learn::loops {

namespace {

/// loop(i, at): value i of the tensor, value `at` of its tile.
template <typename Loop>
[[gnu::always_inline]] inline void forEach(const Tiles &tiles, Loop loop)
{
    for (std::int64_t begin = tiles.begin; begin < tiles.end; begin += tiles.tile) {
        const std::int64_t count = std::min(tiles.tile, tiles.end - begin);
#pragma GCC ivdep
        for (std::int64_t at = 0; at < count; ++at)
            loop(begin + at, at);
    }
}

// Clamping before the half is added keeps the sum exact in single precision.
[[gnu::always_inline]] inline float codeOf(float x, FloatRange r)
{
    return std::floor(std::min(std::max(x * r.inverse, r.least), r.most) + r.half);
}

[[gnu::always_inline]] inline float passing(float gradient, float code, FloatRange r)
{
    return (code > r.least) & (code < r.most) ? gradient : 0.0f;
}

/// The ends of a range as the values they stand for: comparing those needs no division.
FloatRange inValues(FloatRange r)
{
    r.least *= r.step;
    r.most *= r.step;
    return r;
}

template <bool isToRound>
[[gnu::always_inline]] inline float addend(const Part &part, std::int64_t i, std::int64_t at)
{
    return isToRound ? codeOf(part.x[i] + part.bias[at], part.range) * part.range.step : part.x[i];
}

// A loop for each case: none vectorises with the choice inside it.
template <bool roundsA, bool roundsB>
[[gnu::always_inline]] inline void addLoop(const Tiles &tiles, Part a, Part b, float *y, FloatRange r)
{
    forEach(
        tiles, [=](std::int64_t i, std::int64_t at) __attribute__((always_inline)) {
            y[i] = codeOf(addend<roundsA>(a, i, at) + addend<roundsB>(b, i, at), r) * r.step;
        });
}

} // namespace

ODIMO_VECTORISED void quantise(const Tiles &tiles, float *x, const float *bias, const FloatRange &range)
{
    forEach(
        tiles, [ =, r = range ](std::int64_t i, std::int64_t at)
                   __attribute__((always_inline)) { x[i] = codeOf(x[i] + bias[at], r) * r.step; });
}

ODIMO_VECTORISED void add(const Tiles &tiles, const Part &a, const Part &b, float *y, const FloatRange &range)
{
    addLoop<false, false>(tiles, a, b, y, range);
}

ODIMO_VECTORISED void addRounded(const Tiles &tiles, const Part &a, const Part &b, float *y, const FloatRange &range)
{
    addLoop<true, false>(tiles, a, b, y, range);
}

ODIMO_VECTORISED void addBothRounded(const Tiles &tiles, const Part &a, const Part &b, float *y,
                                     const FloatRange &range)
{
    addLoop<true, true>(tiles, a, b, y, range);
}

ODIMO_VECTORISED void gate(const Tiles &tiles, float *gradient, const float *y, float *sums, const FloatRange &range)
{
    forEach(
        tiles, [ =, r = inValues(range) ](std::int64_t i, std::int64_t at) __attribute__((always_inline)) {
            const float kept = passing(gradient[i], y[i], r);
            gradient[i] = kept;
            sums[at] += kept;
        });
}

ODIMO_VECTORISED void gateSum(const Tiles &tiles, float *gradient, const float *other, const float *y, float *sums,
                              const FloatRange &range)
{
    forEach(
        tiles, [ =, r = inValues(range) ](std::int64_t i, std::int64_t at) __attribute__((always_inline)) {
            const float kept = passing(gradient[i] + other[i], y[i], r);
            gradient[i] = kept;
            sums[at] += kept;
        });
}

ODIMO_VECTORISED void gateRounded(const Tiles &tiles, const float *gradient, float *x, const float *bias, float *sums,
                                  const FloatRange &range)
{
    forEach(
        tiles, [ =, r = range ](std::int64_t i, std::int64_t at) __attribute__((always_inline)) {
            const float kept = passing(gradient[i], codeOf(x[i] + bias[at], r), r);
            x[i] = kept;
            sums[at] += kept;
        });
}

ODIMO_VECTORISED void gateTwice(const Tiles &tiles, float *gradient, const float *other, const float *y,
                                const FloatRange &range, float *x, const float *bias, const FloatRange &rangeOfX,
                                float *sums)
{
    forEach(
        tiles,
        [ =, r = inValues(range), ofX = rangeOfX ](std::int64_t i, std::int64_t at) __attribute__((always_inline)) {
            const float kept = passing(gradient[i] + other[i], y[i], r);
            const float onward = passing(kept, codeOf(x[i] + bias[at], ofX), ofX);
            gradient[i] = kept;
            x[i] = onward;
            sums[at] += onward;
        });
}

} // namespace odimo::learn::loops
