// SPDX-License-Identifier: Apache-2.0
#pragma once

/* The arithmetic of the chip, one number at a time. */

#include <stdint.h>

/* floor(v / 2^shift), shift 0..31; a negative value is not shifted, which C leaves to the compiler. */
static inline int32_t asr(int32_t v, unsigned shift) { return v >= 0 ? v >> shift : ~(~v >> shift); }

/* The same; a negative shift multiplies. */
static inline int32_t scaled(int32_t v, int shift)
{
    return shift >= 0 ? asr(v, (unsigned)shift) : v * ((int32_t)1 << -shift);
}

static inline int32_t clip(int32_t v, int32_t least, int32_t most) { return v < least ? least : v > most ? most : v; }

/* floor(v / by), by 1 or more. */
static inline int32_t floor_div(int32_t v, int32_t by) { return v >= 0 ? v / by : ~(~v / by); }

static inline uint32_t up(uint32_t v, uint32_t to) { return (v + to - 1) / to * to; }
