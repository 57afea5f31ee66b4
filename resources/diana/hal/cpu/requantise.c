// SPDX-License-Identifier: Apache-2.0
#include "elements.h"

void diana_cpu_psum(int16_t *sums, const int8_t *codes, uint32_t count, int begin)
{
    diana_host_reads(codes, count);
    diana_host_writes(sums, 2 * count);
    for (uint32_t i = 0; i < count; ++i)
        sums[i] = (int16_t)((begin ? 0 : sums[i]) + codes[i]);
}

/* By value: what is written could be what a pointer shows. */
typedef struct {
    int32_t mul, add, lo;
    int shift;
} channel;

static channel channel_of(const diana_requant *by, uint32_t i)
{
    const channel made = {by->mul[i], by->add[i], by->lo, by->shift};
    return made;
}

static int32_t requantised(int32_t sum, channel by)
{
    return clip(scaled(sum * by.mul + by.add, by.shift), by.lo, 127);
}

void diana_cpu_adc_requant_to_c16(int8_t *c16, const diana_shape *shape, const diana_part *part, const int8_t *codes,
                                  unsigned width, unsigned from, const diana_requant *by)
{
    const uint32_t w = shape->w;
    diana_host_reads(codes, part->rows * w * width);
    for (uint32_t i = 0; i < part->channels; ++i) {
        const channel own = channel_of(by, i);
        const int8_t *code = codes + from + i;
        for (uint32_t y = 0; y < part->rows; ++y) {
            const uint32_t row = row_of(shape, part->first + i, part->row + y);
            writes_elements(c16, row, w);
            for (uint32_t x = 0; x < w; ++x, code += width)
                put(c16, row + x, requantised(*code, own));
        }
    }
}

void diana_cpu_psum_requant_to_c16(int8_t *c16, const diana_shape *shape, const diana_part *part, const int16_t *sums,
                                   unsigned width, unsigned from, const diana_requant *by)
{
    const uint32_t w = shape->w;
    diana_host_reads(sums, 2u * part->rows * w * width);
    for (uint32_t i = 0; i < part->channels; ++i) {
        const channel own = channel_of(by, i);
        const int16_t *sum = sums + from + i;
        for (uint32_t y = 0; y < part->rows; ++y) {
            const uint32_t row = row_of(shape, part->first + i, part->row + y);
            writes_elements(c16, row, w);
            for (uint32_t x = 0; x < w; ++x, sum += width)
                put(c16, row + x, requantised(*sum, own));
        }
    }
}

void diana_cpu_relu(int8_t *to, const int8_t *from, const diana_shape *shape, int shift)
{
    const int32_t half = shift > 0 ? (int32_t)1 << (shift - 1) : 0;
    diana_host_reads(from, diana_bytes(shape));
    diana_host_writes(to, diana_bytes(shape));
    for (uint32_t row = 0; row < (uint32_t)shape->c * shape->h; ++row)
        for (uint32_t x = 0; x < shape->w; ++x) {
            const uint32_t element = row * shape->pitch + x;
            put(to, element, clip(scaled(get(from, element) + half, shift), 0, 127));
        }
    const diana_part all = {0, shape->c, 0, shape->h};
    diana_cpu_zero_padding(to, shape, &all);
}
