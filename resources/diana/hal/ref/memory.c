// SPDX-License-Identifier: Apache-2.0
#include "reference.h"

uint8_t ref_l1[DIANA_L1_BYTES];

enum { WORD = 16, MOST_PIECES = 8 };

static uint8_t written[DIANA_L1_BYTES / WORD]; /* a flag for each word of L1 */
static l2_range reachable[MOST_PIECES];
static unsigned pieces;

void ref_reset_memory(void)
{
    for (uint32_t i = 0; i < DIANA_L1_BYTES; ++i)
        ref_l1[i] = POISON;
    ref_set_written((l1_range){0, DIANA_L1_BYTES}, 0);
    pieces = 0;
}

void diana_reachable(const void *l2, uint32_t bytes)
{
    REQUIRE(pieces < MOST_PIECES, "diana_reachable", "more than %d pieces of memory", MOST_PIECES);
    reachable[pieces++] = (l2_range){l2, bytes};
}

l1_range ref_l1_part(const char *what, diana_l1 first, uint64_t bytes, uint32_t alignment)
{
    REQUIRE(first % alignment == 0, what, "L1 address %lu is no multiple of %lu", (unsigned long)first,
            (unsigned long)alignment);
    REQUIRE(bytes > 0, what, "nothing to do: 0 bytes at L1 address %lu", (unsigned long)first);
    REQUIRE(first + bytes <= DIANA_L1_BYTES, what, "L1 addresses %lu to %lu are out of range: L1 has %lu bytes",
            (unsigned long)first, (unsigned long)(first + bytes), (unsigned long)DIANA_L1_BYTES);
    return (l1_range){first, (uint32_t)bytes};
}

static int contains(l2_range piece, l2_range part)
{
    return part.first >= piece.first && part.bytes <= piece.bytes &&
           (uint32_t)(part.first - piece.first) <= piece.bytes - part.bytes;
}

l2_range ref_l2_part(const char *what, const void *first, uint32_t bytes)
{
    REQUIRE(first != NULL, what, "a null pointer for L2");
    REQUIRE((uintptr_t)first % 4 == 0, what, "an address of L2 is no multiple of 4");
    const l2_range part = {first, bytes};
    int found = pieces == 0;
    for (unsigned i = 0; i < pieces; ++i)
        found = found || contains(reachable[i], part);
    REQUIRE(found, what, "%lu bytes of L2 are not in the memory that the units reach", (unsigned long)bytes);
    return part;
}

int ref_l1_overlap(l1_range a, l1_range b)
{
    return a.bytes > 0 && b.bytes > 0 && a.first < b.first + b.bytes && b.first < a.first + a.bytes;
}

int ref_l2_overlap(l2_range a, l2_range b)
{
    return a.bytes > 0 && b.bytes > 0 && a.first < b.first + b.bytes && b.first < a.first + a.bytes;
}

void ref_require_written(const char *what, l1_range range)
{
    for (uint32_t i = 0; i < range.bytes; i += WORD)
        REQUIRE(written[(range.first + i) / WORD], what, "reads L1 address %lu, which nobody has written",
                (unsigned long)(range.first + i));
}

void ref_set_written(l1_range range, int value)
{
    for (uint32_t i = 0; i < range.bytes; i += WORD)
        written[(range.first + i) / WORD] = (uint8_t)value;
}
