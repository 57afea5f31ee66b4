// SPDX-License-Identifier: Apache-2.0
#include "elements.h"

/* A window along one direction, cut to the image: [begin, end), and how many of its places an average counts. */
typedef struct {
    int32_t begin, end, counted;
} span;

static span span_of(int32_t start, int32_t kernel, int32_t size, int32_t counted_before, int32_t counted_after)
{
    const int32_t end = start + kernel;
    const int32_t first_counted = start > -counted_before ? start : -counted_before;
    const int32_t end_counted = end < size + counted_after ? end : size + counted_after;
    const span made = {start > 0 ? start : 0, end < size ? end : size, end_counted - first_counted};
    return made;
}

static int32_t most_of(const int8_t *from, const diana_shape *shape, uint32_t c, span rows, span columns)
{
    int32_t most = -128;
    for (int32_t y = rows.begin; y < rows.end; ++y)
        for (int32_t x = columns.begin; x < columns.end; ++x) {
            const int32_t code = get(from, row_of(shape, c, (uint32_t)y) + (uint32_t)x);
            most = code > most ? code : most;
        }
    return most;
}

static int32_t mean_of(const int8_t *from, const diana_shape *shape, uint32_t c, span rows, span columns)
{
    int32_t sum = 0;
    for (int32_t y = rows.begin; y < rows.end; ++y)
        for (int32_t x = columns.begin; x < columns.end; ++x)
            sum += get(from, row_of(shape, c, (uint32_t)y) + (uint32_t)x);
    return sum / (rows.counted * columns.counted);
}

typedef int32_t reduction(const int8_t *from, const diana_shape *shape, uint32_t c, span rows, span columns);

static void pool_all(int8_t *to, const diana_shape *to_shape, const int8_t *from, const diana_shape *from_shape,
                     const diana_pool *pool, reduction *reduce)
{
    diana_host_reads(from, diana_bytes(from_shape));
    diana_host_writes(to, diana_bytes(to_shape));
    for (uint32_t c = 0; c < to_shape->c; ++c)
        for (uint32_t y = 0; y < to_shape->h; ++y) {
            const span rows = span_of((int32_t)(y * pool->stride_y) - pool->pad_t, pool->fy, from_shape->h,
                                      pool->counted_t, pool->counted_b);
            for (uint32_t x = 0; x < to_shape->w; ++x)
                put(to, row_of(to_shape, c, y) + x,
                    reduce(from, from_shape, c, rows,
                           span_of((int32_t)(x * pool->stride_x) - pool->pad_l, pool->fx, from_shape->w,
                                   pool->counted_l, pool->counted_r)));
        }
    const diana_part all = {0, to_shape->c, 0, to_shape->h};
    diana_cpu_zero_padding(to, to_shape, &all);
}

void diana_cpu_maxpool(int8_t *to, const diana_shape *to_shape, const int8_t *from, const diana_shape *from_shape,
                       const diana_pool *pool)
{
    pool_all(to, to_shape, from, from_shape, pool, most_of);
}

void diana_cpu_avgpool(int8_t *to, const diana_shape *to_shape, const int8_t *from, const diana_shape *from_shape,
                       const diana_pool *pool)
{
    pool_all(to, to_shape, from, from_shape, pool, mean_of);
}

void diana_cpu_gap(int8_t *vector, const int8_t *from, const diana_shape *from_shape)
{
    const diana_shape vector_shape = {from_shape->c, 1, 1, 1};
    const diana_pool whole = {.fx = from_shape->w, .fy = from_shape->h, .stride_x = 1, .stride_y = 1};
    pool_all(vector, &vector_shape, from, from_shape, &whole, mean_of);
}
