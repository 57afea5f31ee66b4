// SPDX-License-Identifier: Apache-2.0
#include "elements.h"

uint32_t diana_bytes(const diana_shape *shape) { return up((uint32_t)shape->c * shape->h * shape->pitch, 16); }

void diana_cpu_pack(int8_t *c16, const diana_shape *shape, const int8_t *plain, const uint16_t *order)
{
    const uint32_t plane = (uint32_t)shape->h * shape->w;
    for (uint32_t i = 0; i < shape->c; ++i)
        for (uint32_t y = 0; y < shape->h; ++y) {
            const uint32_t row = row_of(shape, order ? order[i] : i, y);
            writes_elements(c16, row, shape->w);
            for (uint32_t x = 0; x < shape->w; ++x)
                put(c16, row + x, plain[i * plane + y * shape->w + x]);
        }
    const diana_part all = {0, shape->c, 0, shape->h};
    diana_cpu_zero_padding(c16, shape, &all);
}

void diana_cpu_unpack(int8_t *plain, const int8_t *c16, const diana_shape *shape, const uint16_t *order)
{
    const uint32_t plane = (uint32_t)shape->h * shape->w;
    diana_host_reads(c16, diana_bytes(shape));
    for (uint32_t i = 0; i < shape->c; ++i)
        for (uint32_t y = 0; y < shape->h; ++y) {
            const uint32_t row = row_of(shape, order ? order[i] : i, y);
            for (uint32_t x = 0; x < shape->w; ++x)
                plain[i * plane + y * shape->w + x] = get(c16, row + x);
        }
}

void diana_cpu_zero_padding(int8_t *c16, const diana_shape *shape, const diana_part *part)
{
    if (is_vector(shape)) {
        writes_elements(c16, shape->c, diana_bytes(shape) - shape->c);
        for (uint32_t c = shape->c; c < diana_bytes(shape); ++c)
            put(c16, c, 0);
        return;
    }
    if (shape->w == shape->pitch)
        return;
    for (uint32_t c = part->first; c < (uint32_t)part->first + part->channels; ++c)
        for (uint32_t y = part->row; y < (uint32_t)part->row + part->rows; ++y) {
            const uint32_t row = row_of(shape, c, y);
            writes_elements(c16, row + shape->w, (uint32_t)shape->pitch - shape->w);
            for (uint32_t x = shape->w; x < shape->pitch; ++x)
                put(c16, row + x, 0);
        }
}

void diana_cpu_copy_channels(int8_t *to, const diana_shape *to_shape, unsigned to_first, const int8_t *from,
                             const diana_shape *from_shape, unsigned first, unsigned channels)
{
    const uint32_t plane = row_of(from_shape, 1, 0);
    const uint32_t source = first * plane;
    const uint32_t destination = row_of(to_shape, to_first, 0);
    reads_elements(from, source, channels * plane);
    writes_elements(to, destination, channels * plane);
    for (uint32_t i = 0; i < channels * plane; ++i)
        put(to, destination + i, get(from, source + i));
}

void diana_cpu_flatten(int8_t *vector, const int8_t *from, const diana_shape *from_shape)
{
    const uint32_t codes = (uint32_t)from_shape->c * from_shape->h * from_shape->w;
    diana_host_reads(from, diana_bytes(from_shape));
    diana_host_writes(vector, up(codes, 16));
    uint32_t made = 0;
    for (uint32_t row = 0; row < (uint32_t)from_shape->c * from_shape->h; ++row)
        for (uint32_t x = 0; x < from_shape->w; ++x)
            put(vector, made++, get(from, row * from_shape->pitch + x));
    while (made % 16 != 0)
        put(vector, made++, 0);
}
