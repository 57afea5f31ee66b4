// SPDX-License-Identifier: Apache-2.0
#include "elements.h"

/* Four codes at a time: with whole layers this conversion can cost more than the array's work. */
typedef uint32_t __attribute__((may_alias)) codes4;

/* How each of the four codes of a word is shifted to the right with its sign. */
typedef struct {
    unsigned bits;
    uint32_t kept, signs; /* the bits that are left of each code, and the uppermost of them */
} dropping;

static dropping dropping_of(unsigned bits)
{
    const uint32_t ones = 0x01010101u;
    const dropping made = {bits, ones * (0xFFu >> bits), ones * (0x80u >> bits)};
    return made;
}

static uint32_t shifted(uint32_t codes, dropping drop)
{
    uint32_t made = (codes >> drop.bits) & drop.kept;
    const uint32_t signs = made & drop.signs;
    for (unsigned i = 1; i <= drop.bits; ++i)
        made |= signs << i;
    return made;
}

/* Columns x..x+3 of four channels: a word for each column, with the first channel in its first byte. */
static void turn(uint32_t columns[4], uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    const uint32_t left = 0xFF000000u, right = 0x0000FF00u;
    columns[0] = a >> 24 | (b >> 16 & right) | (c >> 8 & 0x00FF0000u) | (d & left);
    columns[1] = (a >> 16 & 0xFFu) | (b >> 8 & right) | (c & 0x00FF0000u) | (d << 8 & left);
    columns[2] = (a >> 8 & 0xFFu) | (b & right) | (c << 8 & 0x00FF0000u) | (d << 16 & left);
    columns[3] = (a & 0xFFu) | (b << 8 & right) | (c << 16 & 0x00FF0000u) | d << 24;
}

static uint32_t word_of(const int8_t *row) { return *(const codes4 *)(const void *)row; }

/* A row of up to four channels of a map, whose planes are `plane` apart; the others are 0. `pixel`: from one pixel of
 * `to` to the next. */
static void convert_row(int8_t *to, uint32_t pixel, const int8_t *row, uint32_t plane, uint32_t channels, uint32_t w,
                        dropping drop)
{
    for (uint32_t x = 0; x < w; x += 4) {
        uint32_t columns[4];
        turn(columns, word_of(row + x), channels > 1 ? word_of(row + plane + x) : 0,
             channels > 2 ? word_of(row + 2 * plane + x) : 0, channels > 3 ? word_of(row + 3 * plane + x) : 0);
        for (uint32_t i = 0; i < 4 && x + i < w; ++i, to += pixel)
            *(codes4 *)(void *)to = drop.bits ? shifted(columns[i], drop) : columns[i];
    }
}

static void convert_vector(int8_t *k64, const int8_t *vector, const diana_part *part, unsigned drop_lsb)
{
    for (uint32_t i = 0; i < up(part->channels, 64); ++i)
        k64[i] = i < part->channels ? (int8_t)asr(get(vector, part->first + i), drop_lsb) : 0;
}

/* Channels first..pixel-1 of `pixels` pixels, from a multiple of 4 on. */
static void clear_channels(int8_t *k64, uint32_t pixels, uint32_t pixel, uint32_t first)
{
    for (uint32_t i = 0; i < pixels; ++i, k64 += pixel)
        for (uint32_t c = first; c < pixel; c += 4)
            *(codes4 *)(void *)(k64 + c) = 0;
}

void diana_cpu_c16_to_k64(int8_t *k64, const int8_t *c16, const diana_shape *shape, const diana_part *part,
                          unsigned drop_lsb)
{
    const uint32_t pixel = up(part->channels, 64);
    const uint32_t plane = row_of(shape, 1, 0);
    diana_host_writes(k64, (uint32_t)part->rows * shape->w * pixel);
    for (uint32_t c = 0; c < part->channels; ++c)
        reads_elements(c16, row_of(shape, part->first + c, part->row), (uint32_t)part->rows * shape->pitch);
    if (is_vector(shape)) {
        convert_vector(k64, c16, part, drop_lsb);
        return;
    }
    for (uint32_t c = 0; c < part->channels; c += 4)
        for (uint32_t y = 0; y < part->rows; ++y)
            convert_row(k64 + y * shape->w * pixel + c, pixel, c16 + row_of(shape, part->first + c, part->row + y),
                        plane, part->channels - c, shape->w, dropping_of(drop_lsb));
    clear_channels(k64, (uint32_t)part->rows * shape->w, pixel, up(part->channels, 4));
}
