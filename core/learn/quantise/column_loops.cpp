// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/column_loops.h"

#include "core/learn/quantise/vectorised.h"

#include <algorithm>
#include <cmath>

namespace odimo::learn::loops {

namespace {

[[gnu::always_inline]] inline float columnCode(float x, Columns c, std::int64_t at)
{
    return std::floor(std::min(std::max(x * c.inverse[at] + c.offset[at], c.least[at]), c.most[at]));
}

[[gnu::always_inline]] inline float columnValue(float x, float code, Columns c, std::int64_t at)
{
    return c.isExact[at] > 0 ? x : code * c.value[at];
}

} // namespace

ODIMO_VECTORISED void readColumns(const Tiles &tiles, float *x, const Columns &columns)
{
    const Columns c = columns;
    for (std::int64_t begin = tiles.begin; begin < tiles.end; begin += tiles.tile) {
        const std::int64_t count = std::min(tiles.tile, tiles.end - begin);
        float *row = x + begin;
#pragma GCC ivdep
        for (std::int64_t at = 0; at < count; ++at)
            row[at] = columnValue(row[at], columnCode(row[at], c, at), c, at);
    }
}

ODIMO_VECTORISED void readAndMark(const Tiles &tiles, float *x, std::uint8_t *passes, const Columns &columns)
{
    const Columns c = columns;
    for (std::int64_t begin = tiles.begin; begin < tiles.end; begin += tiles.tile) {
        const std::int64_t count = std::min(tiles.tile, tiles.end - begin);
        float *row = x + begin;
        std::uint8_t *marks = passes + begin;
#pragma GCC ivdep
        for (std::int64_t at = 0; at < count; ++at) {
            const float code = columnCode(row[at], c, at);
            row[at] = columnValue(row[at], code, c, at);
            marks[at] = (code > c.least[at]) & (code < c.most[at]) ? 1 : 0;
        }
    }
}

ODIMO_VECTORISED void gateMarked(const Tiles &tiles, float *gradient, const std::uint8_t *passes, const float *slope)
{
    for (std::int64_t begin = tiles.begin; begin < tiles.end; begin += tiles.tile) {
        const std::int64_t count = std::min(tiles.tile, tiles.end - begin);
        float *row = gradient + begin;
        const std::uint8_t *marks = passes + begin;
#pragma GCC ivdep
        for (std::int64_t at = 0; at < count; ++at)
            row[at] = marks[at] != 0 ? row[at] * slope[at] : 0.0f;
    }
}

} // namespace odimo::learn::loops
