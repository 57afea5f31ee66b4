// SPDX-License-Identifier: Apache-2.0
#include "../diana_hal.h"

/* Makes one row of rows that follow each other in both memories, and one plane of such planes. */
static diana_block merged(diana_block block)
{
    if (block.l2_row == block.bytes && block.l1_row == block.bytes) {
        block.bytes *= block.rows;
        block.rows = 1;
    }
    if (block.rows == 1 && block.l2_plane == block.bytes && block.l1_plane == block.bytes) {
        block.bytes *= block.planes;
        block.planes = 1;
    }
    return block;
}

void diana_dig_load_block(diana_l1 to, const void *l2, const diana_block *block)
{
    const diana_block b = merged(*block);
    for (uint32_t plane = 0; plane < b.planes; ++plane)
        for (uint32_t row = 0; row < b.rows; ++row) {
            diana_dig_load_start(to + plane * b.l1_plane + row * b.l1_row,
                                 (const uint8_t *)l2 + plane * b.l2_plane + row * b.l2_row, b.bytes);
            diana_dig_wait();
        }
}

void diana_dig_store_block(void *l2, diana_l1 from, const diana_block *block)
{
    const diana_block b = merged(*block);
    for (uint32_t plane = 0; plane < b.planes; ++plane)
        for (uint32_t row = 0; row < b.rows; ++row) {
            diana_dig_store_start((uint8_t *)l2 + plane * b.l2_plane + row * b.l2_row,
                                  from + plane * b.l1_plane + row * b.l1_row, b.bytes);
            diana_dig_wait();
        }
}
