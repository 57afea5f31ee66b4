// SPDX-License-Identifier: Apache-2.0

/* The interface on the chip, call by call on the public kernels (dory-hal 818d1ad, DORY's dory.c, pulp-sdk-diana). It
 * has been compiled and linked against their declarations only: neither the SDK nor a chip was at hand.
 *
 * What is not public, and is assumed here:
 *  - L1 addresses of the analog unit. DORY's templates step by 16 for each row of 64 bytes, which lie across four
 * banks, so that a byte offset is divided by 4. How its rows lie among the digital unit's bytes is unknown.
 *  - Both units at once. dory-hal's kernels of both units write one array `configuration_register`; build
 *    analog_conv_2d.c with -Dconfiguration_register=diana_analog_configuration, which this file defines.
 *  - The divisor of the converter. The kernels have no parameter for it; adc_div is not used here.
 *  - The left padding of the digital unit. DORY sets top, bottom and right only. */

#include "../diana_hal.h"

#ifdef DIANA_WITH_SDK
#include "dory.h"
#include "kernels.h"
#else
#include "dory_hal.h"
#endif

/* Defined by dory-hal, in digital_element_wise_sum.c, but declared nowhere under this name. */
int32_t element_wise_sum(const void *input_L2, const void *inputA, const void *weights_2_L2, const void *inputB,
                         void *output, Layer_parameters *layer);

extern uint32_t diana_analog_configuration[16];
__attribute__((section(".l2_data"))) uint32_t diana_analog_configuration[16] = {0};

extern const char *volatile diana_current_layer;
const char *volatile diana_current_layer;

enum { TO_L1 = 0, TO_L2 = 1, ROWS_AT_ONCE = 512, BANKS = 4 };

int diana_open(int boot_analog)
{
    plp_hwme_enable();
    if (boot_analog)
        boot_diana();
    return 0;
}

void diana_close(void) { plp_hwme_disable(); }

void diana_layer(const char *name) { diana_current_layer = name; }

void diana_reachable(const void *l2, uint32_t bytes)
{
    (void)l2;
    (void)bytes;
}

void diana_host_reads(const void *l2, uint32_t bytes)
{
    (void)l2;
    (void)bytes;
}

void diana_host_writes(const void *l2, uint32_t bytes)
{
    (void)l2;
    (void)bytes;
}

void diana_dig_wait(void) { global_sync_digital(); }
void diana_ana_wait(void) { global_sync_analog(); }

/* The kernels take addresses of L1 as pointers, and do not write through those to L2. */
static void *l1_pointer(diana_l1 at) { return (void *)(uintptr_t)at; }
static unsigned int *l2_words(const void *l2) { return (unsigned int *)(uintptr_t)l2; }

void diana_dig_load_start(diana_l1 to, const void *l2, uint32_t bytes)
{
    memcpy_dig(l2_words(l2), to, bytes, TO_L1, 1);
}
void diana_dig_store_start(void *l2, diana_l1 from, uint32_t bytes) { memcpy_dig(l2_words(l2), from, bytes, TO_L2, 1); }

/* Moves of more rows than one job takes wait for all but the last. */
static void move_analog(const void *l2, diana_l1 at, uint32_t rows64, unsigned direction)
{
    const uint8_t *from = l2;
    for (uint32_t row = 0; row < rows64; row += ROWS_AT_ONCE) {
        const uint32_t rows = rows64 - row < ROWS_AT_ONCE ? rows64 - row : ROWS_AT_ONCE;
        if (row > 0)
            global_sync_analog();
        memcpy_analog(l2_words(from + 64 * row), (at + 64 * row) / BANKS, 64 * rows, direction, BANKS);
    }
}

void diana_ana_load_start(diana_l1 to, const void *l2, uint32_t rows64) { move_analog(l2, to, rows64, TO_L1); }
void diana_ana_store_start(void *l2, diana_l1 from, uint32_t rows64) { move_analog(l2, from, rows64, TO_L2); }

static Layer_parameters digital_parameters(const diana_job *job, uint32_t c, uint32_t k)
{
    Layer_parameters made = {0};
    made.c = c;
    made.k = k;
    made.cx = (job->ix + 15u) / 16 * 16;
    made.cy = job->iy;
    made.fx = job->fx;
    made.fy = job->fy;
    made.ox = (job->ox + 15u) / 16 * 16;
    made.oy = job->oy;
    made.activation_function = job->relu;
    made.output_shift = job->shift;
    made.padding = (uint32_t)job->pad_t << 8 | (uint32_t)job->pad_b << 12 | job->pad_r;
    made.dilation = 1;
    made.stride = job->stride > 1;
    return made;
}

void diana_dig_conv2d_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job)
{
    Layer_parameters layer = digital_parameters(job, job->c, (job->k + 15u) / 16 * 16);
    digital_conv_2d(0, l1_pointer(x), w, 0, l1_pointer(y), &layer);
}

/* The kernel returns when all channels are done. */
void diana_dig_dwconv2d_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job)
{
    Layer_parameters layer = digital_parameters(job, job->c, job->k);
    digital_depthwise_conv_2d(0, l1_pointer(x), w, 0, l1_pointer(y), &layer);
}

void diana_dig_dense_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job)
{
    Layer_parameters layer = {0};
    layer.c = (job->c + 15u) / 16 * 16;
    layer.k = 16;
    layer.activation_function = job->relu;
    layer.output_shift = job->shift;
    digital_fully_connected(0, l1_pointer(x), w, 0, l1_pointer(y), &layer);
}

void diana_dig_add_start(diana_l1 a, diana_l1 b, diana_l1 y, uint32_t bytes, uint8_t shift)
{
    Layer_parameters layer = {0};
    layer.c = bytes;
    layer.cx = 1;
    layer.cy = 1;
    layer.output_shift = shift;
    element_wise_sum(0, l1_pointer(a), 0, l1_pointer(b), l1_pointer(y), &layer);
}

void diana_ana_conv2d_start(diana_l1 x, diana_l1 y, const uint32_t *w, const diana_job *job)
{
    Layer_parameters layer = {0};
    layer.c = job->c;
    layer.k = job->k;
    layer.cx = job->ix;
    layer.cy = job->iy;
    layer.fx = job->fx;
    layer.fy = job->fy;
    layer.ox = (uint32_t)job->ox / job->ox_unroll;
    layer.oy = job->oy;
    layer.padding =
        (uint32_t)job->pad_b | (uint32_t)job->pad_t << 2 | (uint32_t)job->pad_r << 4 | (uint32_t)job->pad_l << 6;
    layer.dilation = 1;
    layer.stride = job->stride;
    layer.ox_unroll = job->ox_unroll;
    analog_conv_2d(0, l1_pointer(x / BANKS), w, 0, 0, l1_pointer(y / BANKS), &layer);
}
