// SPDX-License-Identifier: Apache-2.0

/* Every job and every function of the host core on bytes that are the same on every machine. Prints the checksum of
 * what each made, and on the chip's host core the instructions that it took. */

#include "diana_hal.h"

#include <stdio.h>

enum { C = 20, K = 36, H = 9, W = 15, PITCH = 16, CODES = 64 * 1024 };

static int8_t x[C * H * PITCH] __attribute__((aligned(16)));
static int8_t y[64 * H * PITCH] __attribute__((aligned(16)));
static int8_t k64[H * W * 64] __attribute__((aligned(16)));
static int8_t codes[H * W * 64] __attribute__((aligned(16)));
static int16_t sums[H * W * 64];
static uint8_t weights[CODES] __attribute__((aligned(16)));

static uint32_t instructions(void)
{
#ifdef __riscv
    uint32_t count;
    __asm__ volatile(".option push\n.option arch, +zicsr\ncsrr %0, minstret\n.option pop" : "=r"(count));
    return count;
#else
    return 0;
#endif
}

static uint32_t began;

static void tell(const char *what, const void *data, uint32_t bytes)
{
    const unsigned long took = instructions() - began;
    printf("%s %08lx %lu\n", what, (unsigned long)diana_cpu_crc32(data, bytes), took);
    began = instructions();
}

static void store(uint32_t bytes)
{
    diana_dig_store_start(y, 65536, bytes);
    diana_dig_wait();
}

static void digital(const diana_job *job)
{
    const uint32_t plane = H * PITCH;
    diana_layer("digital");
    diana_dig_load_start(0, x, C * plane);
    diana_dig_wait();
    diana_dig_conv2d_start(0, 65536, weights, job);
    diana_dig_wait();
    store(K * plane);
    tell("conv2d", y, K * plane);

    diana_job each = *job;
    each.k = C;
    diana_dig_dwconv2d_start(0, 65536, weights, &each);
    diana_dig_wait();
    store(C * plane);
    tell("dwconv2d", y, C * plane);

    diana_dig_add_start(0, 65536, 65536, C * plane, 1);
    diana_dig_wait();
    store(C * plane);
    tell("add", y, C * plane);

    each.c = 100;
    each.k = 10;
    diana_dig_dense_start(0, 65536, weights, &each);
    diana_dig_wait();
    store(16);
    tell("dense", y, 16);
}

static void analog(const diana_job *job)
{
    static const int16_t mul[K] = {3, 7, 11, 120}, add[K] = {-500, 500, 9, -9};
    const diana_shape in = {C, H, W, PITCH}, out = {K, H, W, PITCH};
    const diana_part read = {0, C, 0, H}, made = {0, K, 0, H};
    const diana_requant by = {mul, add, 3, -128};
    diana_layer("analog");
    diana_cpu_c16_to_k64(k64, x, &in, &read, 1);
    tell("c16_to_k64", k64, sizeof k64);
    diana_ana_load_start(0, k64, H * W);
    diana_ana_wait();
    diana_ana_conv2d_start(0, 65536, (const uint32_t *)(const void *)weights, job);
    diana_ana_wait();
    diana_ana_store_start(codes, 65536, H * W);
    diana_ana_wait();
    tell("analog conv2d", codes, sizeof codes);
    diana_cpu_psum(sums, codes, sizeof codes, 1);
    diana_cpu_psum(sums, codes, sizeof codes, 0);
    tell("psum", sums, sizeof sums);
    diana_cpu_adc_requant_to_c16(y, &out, &made, codes, 64, 0, &by);
    diana_cpu_psum_requant_to_c16(y, &out, &(diana_part){4, K - 4, 2, 3}, sums, 64, 4, &by);
    diana_cpu_zero_padding(y, &out, &made);
    tell("requant", y, diana_bytes(&out));
}

static void host(void)
{
    const diana_shape map = {C, H, W, PITCH}, half = {C, 5, 8, PITCH}, vector = {C, 1, 1, 1};
    const diana_pool pool = {
        .fx = 3, .fy = 3, .stride_x = 2, .stride_y = 2, .pad_t = 1, .pad_l = 1, .counted_l = 1, .counted_t = 1};
    diana_cpu_maxpool(y, &half, x, &map, &pool);
    tell("maxpool", y, diana_bytes(&half));
    diana_cpu_avgpool(y, &half, x, &map, &pool);
    tell("avgpool", y, diana_bytes(&half));
    diana_cpu_gap(y, x, &map);
    tell("gap", y, diana_bytes(&vector));
    diana_cpu_relu(y, x, &map, 2);
    tell("relu", y, diana_bytes(&map));
    diana_cpu_flatten(y, x, &map);
    tell("flatten", y, C * H * W);
    diana_cpu_copy_channels(y, &map, 3, x, &map, 5, 7);
    tell("copy", y, diana_bytes(&map));
    diana_cpu_unpack(codes, x, &map, 0);
    diana_cpu_pack(y, &map, codes, 0);
    tell("pack", y, diana_bytes(&map));
}

int main(void)
{
    const diana_job job = {.c = C,
                           .k = K,
                           .ix = W,
                           .iy = H,
                           .ox = W,
                           .oy = H,
                           .fx = 3,
                           .fy = 3,
                           .stride = 1,
                           .pad_t = 1,
                           .pad_b = 1,
                           .pad_l = 1,
                           .pad_r = 1,
                           .shift = 12,
                           .ox_unroll = 1,
                           .adc_div = 9};
    const diana_shape in = {C, H, W, PITCH};
    uint32_t state = 1;
    for (uint32_t i = 0; i < CODES; ++i) {
        state = state * 1664525u + 1013904223u;
        weights[i] = (uint8_t)(state >> 24);
        x[i % sizeof x] = (int8_t)(uint8_t)(state >> 16);
    }
    /* Biases of any size would leave 32 bits. */
    for (uint32_t i = 0; i < 20000; ++i)
        weights[i] = (uint8_t)(weights[i] >> 2);
    diana_cpu_zero_padding(x, &in, &(diana_part){0, C, 0, H});
    began = instructions();
    diana_open(1);
    digital(&job);
    analog(&job);
    host();
    diana_close();
    return 0;
}
