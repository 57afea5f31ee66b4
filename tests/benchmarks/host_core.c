// SPDX-License-Identifier: Apache-2.0

/* Instructions of the host core's part of a package, by code: what core/deploy/diana/lowering/cycles.h says.
 * host_core.sh builds and runs it. */

#include "diana_hal.h"

#include <stdio.h>

enum { MOST = 1 << 17, CHANNELS = 64 };

static int8_t from[MOST], to[MOST], k64[MOST];
static int16_t sums[MOST], mul[CHANNELS], add[CHANNELS];

void diana_host_reads(const void *l2, uint32_t bytes) { (void)l2, (void)bytes; }
void diana_host_writes(const void *l2, uint32_t bytes) { (void)l2, (void)bytes; }

static uint32_t instructions(void)
{
    uint32_t count;
    __asm__ volatile(".option push\n.option arch, +zicsr\ncsrr %0, minstret\n.option pop" : "=r"(count));
    return count;
}

static void tell(const char *what, uint32_t count, uint32_t codes)
{
    const uint32_t hundredths = count * 100 / codes;
    printf("  %s %lu.%02lu", what, (unsigned long)(hundredths / 100), (unsigned long)(hundredths % 100));
}

#define COUNT(what, codes, call)                                                                                       \
    do {                                                                                                               \
        const uint32_t began = instructions();                                                                         \
        call;                                                                                                          \
        tell(what, instructions() - began, codes);                                                                     \
    } while (0)

static void measure(uint16_t c, uint16_t side)
{
    const uint16_t pitch = (uint16_t)((side + 15) / 16 * 16), half_pitch = (uint16_t)((side / 2 + 15) / 16 * 16);
    const diana_shape map = {c, side, side, pitch}, half = {c, side / 2, side / 2, half_pitch};
    const diana_part all = {0, c, 0, side};
    const diana_requant by = {mul, add, 5, 0};
    const diana_pool pool = {.fx = 2, .fy = 2, .stride_x = 2, .stride_y = 2};
    const uint32_t pixels = (uint32_t)side * side, codes = c * pixels, padding = (uint32_t)c * side * (pitch - side);
    printf("%ux%ux%u:", (unsigned)c, (unsigned)side, (unsigned)side);
    COUNT("K64", codes, diana_cpu_c16_to_k64(k64, from, &map, &all, 0));
    COUNT("requantise", codes, diana_cpu_adc_requant_to_c16(to, &map, &all, k64, 64, 0, &by));
    COUNT("add sums", 64 * pixels, diana_cpu_psum(sums, k64, 64 * pixels, 0));
    COUNT("ReLU", codes, diana_cpu_relu(to, from, &map, 0));
    COUNT("copy, with padding", codes + padding, diana_cpu_copy_channels(to, &map, 0, from, &map, 0, c));
    COUNT("pack", codes, diana_cpu_pack(to, &map, k64, 0));
    COUNT("unpack", codes, diana_cpu_unpack(k64, from, &map, 0));
    COUNT("flatten", codes, diana_cpu_flatten(to, from, &map));
    COUNT("mean", codes, diana_cpu_gap(to, from, &map));
    COUNT("maximum", codes, diana_cpu_maxpool(to, &half, from, &map, &pool));
    COUNT("average", codes, diana_cpu_avgpool(to, &half, from, &map, &pool));
    if (padding > 0)
        COUNT("zero padding", padding, diana_cpu_zero_padding(to, &map, &all));
    printf("\n");
}

int main(void)
{
    static const uint16_t channels[] = {3, 16, 32, 64}, sides[] = {32, 16, 8, 4};
    for (unsigned i = 0; i < CHANNELS; ++i)
        mul[i] = (int16_t)(i + 1);
    for (unsigned i = 0; i < MOST; ++i)
        from[i] = (int8_t)(uint8_t)(i * 7);
    for (unsigned side = 0; side < 4; ++side)
        for (unsigned c = 0; c < 4; ++c)
            measure(channels[c], sides[side]);
    return 0;
}
