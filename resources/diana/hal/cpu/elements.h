// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Where the elements of maps and vectors lie. */

#include "../diana_hal.h"
#include "arithmetic.h"

/* The first element of a row. */
static inline uint32_t row_of(const diana_shape *shape, uint32_t c, uint32_t y)
{
    return (c * shape->h + y) * shape->pitch;
}

static inline int8_t get(const int8_t *c16, uint32_t element) { return c16[element ^ 3]; }
static inline void put(int8_t *c16, uint32_t element, int32_t code) { c16[element ^ 3] = (int8_t)code; }

static inline int is_vector(const diana_shape *shape) { return shape->pitch == 1; }

/* The words that hold `count` elements from the first on: what an access to them touches. */
static inline void reads_elements(const int8_t *c16, uint32_t first, uint32_t count)
{
    diana_host_reads(c16 + first / 4 * 4, up(first % 4 + count, 4));
}
static inline void writes_elements(int8_t *c16, uint32_t first, uint32_t count)
{
    diana_host_writes(c16 + first / 4 * 4, up(first % 4 + count, 4));
}
