// SPDX-License-Identifier: Apache-2.0
#include "elements.h"

/* Four codes at a time: this conversion can cost more than the array's work (4.3 instructions a code on RV32IMC). */
typedef uint32_t __attribute__((may_alias)) codes4;

/* Each of the four codes of a word, shifted to the right with its sign. */
static uint32_t shifted(uint32_t codes, unsigned drop_lsb)
{
    const uint32_t ones = 0x01010101u;
    const uint32_t kept = (codes >> drop_lsb) & ones * (0xFFu >> drop_lsb);
    const uint32_t signs = kept & ones * (0x80u >> drop_lsb);
    uint32_t made = kept;
    for (unsigned i = 1; i <= drop_lsb; ++i)
        made |= signs << i;
    return made;
}

/* Columns x..x+3 of a row of four channels: a word for each column, with the first channel in its first byte. */
static void turn(uint32_t made[4], const uint32_t rows[4])
{
    for (unsigned column = 0; column < 4; ++column) {
        const unsigned shift = 24 - 8 * column;
        made[column] = (rows[0] >> shift & 0xFF) | (rows[1] >> shift & 0xFF) << 8 | (rows[2] >> shift & 0xFF) << 16 |
                       (rows[3] >> shift & 0xFF) << 24;
    }
}

/* Four channels of a row of a map; those from `channels` on are 0. to: the first pixel's; pixel: bytes to the next. */
static void convert_row(int8_t *to, uint32_t pixel, const int8_t *row, uint32_t plane, uint32_t channels, uint32_t w,
                        unsigned drop_lsb)
{
    for (uint32_t x = 0; x < w; x += 4) {
        uint32_t rows[4];
        uint32_t columns[4];
        for (uint32_t c = 0; c < 4; ++c)
            rows[c] = c < channels ? *(const codes4 *)(const void *)(row + c * plane + x) : 0;
        turn(columns, rows);
        for (uint32_t i = 0; i < 4 && x + i < w; ++i)
            *(codes4 *)(void *)(to + (x + i) * pixel) = drop_lsb ? shifted(columns[i], drop_lsb) : columns[i];
    }
}

static void convert_vector(int8_t *k64, const int8_t *vector, const diana_part *part, unsigned drop_lsb)
{
    for (uint32_t i = 0; i < up(part->channels, 64); ++i)
        k64[i] = i < part->channels ? (int8_t)asr(get(vector, part->first + i), drop_lsb) : 0;
}

void diana_cpu_c16_to_k64(int8_t *k64, const int8_t *c16, const diana_shape *shape, const diana_part *part,
                          unsigned drop_lsb)
{
    const uint32_t pixel = up(part->channels, 64);
    const uint32_t plane = row_of(shape, 1, 0);
    diana_host_writes(k64, part->rows * shape->w * pixel);
    for (uint32_t c = 0; c < part->channels; ++c)
        reads_elements(c16, row_of(shape, part->first + c, part->row), (uint32_t)part->rows * shape->pitch);
    if (is_vector(shape)) {
        convert_vector(k64, c16, part, drop_lsb);
        return;
    }
    for (uint32_t c = 0; c < pixel; c += 4) {
        const uint32_t left = c < part->channels ? part->channels - c : 0;
        for (uint32_t y = 0; y < part->rows; ++y) {
            const uint32_t row = left > 0 ? row_of(shape, part->first + c, part->row + y) : 0;
            convert_row(k64 + y * shape->w * pixel + c, pixel, c16 + row, plane, left, shape->w, drop_lsb);
        }
    }
}
