// SPDX-License-Identifier: Apache-2.0
#include "../cpu/arithmetic.h"
#include "windows.h"

enum { LANES = 16, COLUMNS = 16, PLANES_BEHIND_DEPTHWISE = 15, MOST_TAPS = COLUMNS * 2 + 7 };

static int8_t l1_code(uint32_t element) { return (int8_t)ref_l1[element ^ 3]; }
static int8_t packed_code(const uint8_t *w, uint32_t element) { return (int8_t)w[element ^ 3]; }

/* The bias of a lane: a byte of each of four planes. */
static int32_t bias_of(const uint8_t *w, uint32_t planes, uint32_t lane)
{
    uint32_t made = 0;
    for (uint32_t plane = 0; plane < 4; ++plane)
        made |= (uint32_t)w[(planes + plane * LANES + lane) ^ 3] << (8 * plane);
    return (int32_t)made;
}

static uint8_t output_code(int32_t sum, const ref_task *task)
{
    return (uint8_t)clip(asr(sum, task->job.shift), task->job.relu ? 0 : -128, 127);
}

/* A row of the input from the first column of a window on; padding is 0. */
typedef struct {
    int8_t codes[MOST_TAPS];
} ref_line;

static ref_line line_of(const ref_task *task, uint32_t channel, int32_t y, int32_t first)
{
    const int32_t pitch = (int32_t)up(task->job.ix, COLUMNS);
    const uint32_t row = task->reads[0].first + (channel * task->job.iy + (uint32_t)y) * (uint32_t)pitch;
    const int inside = y >= 0 && y < task->job.iy;
    ref_line made;
    for (int32_t i = 0; i < MOST_TAPS; ++i) {
        const int32_t column = first + i;
        made.codes[i] = inside && column >= 0 && column < pitch ? l1_code(row + (uint32_t)column) : 0;
    }
    return made;
}

static void add_products(int32_t sums[COLUMNS], int32_t weight, const int32_t taps[COLUMNS])
{
    for (unsigned i = 0; i < COLUMNS; ++i)
        sums[i] += weight * taps[i];
}

/* The sums of 16 channels at 16 positions from (oy, ox) on: what the unit's array holds. `block`: their weights. */
static void sum_block(int32_t sums[LANES][COLUMNS], const ref_task *task, const uint8_t *block, uint32_t oy,
                      uint32_t ox)
{
    const diana_job *job = &task->job;
    const int32_t first = (int32_t)(ox * job->stride) - job->pad_l;
    for (uint32_t lane = 0; lane < LANES; ++lane) {
        const int32_t bias = bias_of(block, (uint32_t)job->c * job->fx * job->fy * LANES, lane);
        for (unsigned i = 0; i < COLUMNS; ++i)
            sums[lane][i] = bias;
    }
    uint32_t weight = 0;
    for (uint32_t c = 0; c < job->c; ++c)
        for (int32_t j = 0; j < job->fy; ++j) {
            const ref_line row = line_of(task, c, (int32_t)(oy * job->stride) - job->pad_t + j, first);
            for (uint32_t i = 0; i < job->fx; ++i, weight += LANES) {
                int32_t taps[COLUMNS];
                for (uint32_t column = 0; column < COLUMNS; ++column)
                    taps[column] = row.codes[column * job->stride + i];
                for (uint32_t lane = 0; lane < LANES; ++lane)
                    add_products(sums[lane], packed_code(block, weight + lane), taps);
            }
        }
}

/* Writes 16 columns of a row of a plane; those beyond ox are garbage on the chip. */
static void write_columns(const ref_task *task, uint32_t plane, uint32_t oy, uint32_t ox, const int32_t sums[COLUMNS])
{
    const uint32_t pitch = up(task->job.ox, COLUMNS);
    const uint32_t at = task->writes.first + (plane * task->job.oy + oy) * pitch + ox;
    for (uint32_t i = 0; i < COLUMNS; ++i)
        ref_l1[(at + i) ^ 3] = ox + i < task->job.ox ? output_code(sums[i], task) : POISON;
}

static void run_conv2d(const ref_task *task)
{
    const diana_job *job = &task->job;
    const uint32_t block = LANES * ((uint32_t)job->c * job->fx * job->fy + 4);
    int32_t sums[LANES][COLUMNS];
    for (uint32_t k = 0; k < job->k; k += LANES)
        for (uint32_t oy = 0; oy < job->oy; ++oy)
            for (uint32_t ox = 0; ox < job->ox; ox += COLUMNS) {
                sum_block(sums, task, task->l2_reads.first + k / LANES * block, oy, ox);
                for (uint32_t lane = 0; lane < LANES; ++lane)
                    write_columns(task, k + lane, oy, ox, sums[lane]);
            }
}

static void run_dwconv2d(const ref_task *task)
{
    const diana_job *job = &task->job;
    const uint32_t kernel = (uint32_t)job->fx * job->fy * LANES;
    for (uint32_t c = 0; c < job->c; ++c) {
        const uint8_t *block = task->l2_reads.first + c / 4 * (kernel + 4 * LANES);
        const uint32_t lane = c % 4 * 4;
        const int32_t bias = bias_of(block, kernel, lane);
        for (uint32_t oy = 0; oy < job->oy; ++oy)
            for (uint32_t ox = 0; ox < job->ox; ox += COLUMNS) {
                int32_t sums[COLUMNS];
                for (uint32_t i = 0; i < COLUMNS; ++i)
                    sums[i] = bias;
                for (uint32_t tap = 0; tap < (uint32_t)job->fx * job->fy; ++tap) {
                    const ref_line row = line_of(task, c, (int32_t)(oy * job->stride + tap / job->fx) - job->pad_t,
                                                 (int32_t)(ox * job->stride) - job->pad_l);
                    const int32_t weight = packed_code(block, tap * LANES + lane);
                    for (uint32_t i = 0; i < COLUMNS; ++i)
                        sums[i] += weight * row.codes[i * job->stride + tap % job->fx];
                }
                write_columns(task, c, oy, ox, sums);
            }
    }
    const uint32_t behind = PLANES_BEHIND_DEPTHWISE * (uint32_t)job->oy * up(job->ox, COLUMNS);
    for (uint32_t i = task->writes.bytes - behind; i < task->writes.bytes; ++i)
        ref_l1[task->writes.first + i] = POISON;
}

static void run_dense(const ref_task *task)
{
    const uint8_t *w = task->l2_reads.first;
    const uint32_t inputs = up(task->job.c, LANES);
    for (uint32_t k = 0; k < LANES; ++k) {
        const uint32_t bias = inputs * LANES + k * 16;
        uint32_t sum = 0;
        for (uint32_t byte = 0; byte < 4; ++byte)
            sum |= (uint32_t)w[(bias + byte) ^ 3] << (8 * byte);
        int32_t total = (int32_t)sum;
        for (uint32_t c = 0; c < inputs; ++c)
            total += packed_code(w, (c / 16 * LANES + k) * 16 + c % 16) * l1_code(task->reads[0].first + c);
        ref_l1[(task->writes.first + k) ^ 3] = output_code(total, task);
    }
}

static void run_add(const ref_task *task)
{
    for (uint32_t i = 0; i < task->writes.bytes; ++i) {
        const int32_t sum = (int8_t)ref_l1[task->reads[0].first + i] + (int8_t)ref_l1[task->reads[1].first + i];
        ref_l1[task->writes.first + i] = (uint8_t)clip(asr(sum, task->shift), -128, 127);
    }
}

static void require_shift(const char *what, unsigned shift)
{
    REQUIRE(shift <= 31, what, "a shift of %u; it is 0 to 31", shift);
}

static void start_digital(ref_task *next, diana_l1 x, uint64_t x_bytes, diana_l1 y, uint64_t y_bytes, const uint8_t *w,
                          uint64_t w_bytes, uint64_t w_at_once)
{
    const char *what = next->what;
    require_shift(what, next->job.shift);
    REQUIRE(next->job.relu <= 1, what, "relu is %u; it is 0 or 1", next->job.relu);
    REQUIRE(w_at_once <= DIANA_WEIGHT_BYTES, what, "weights of %lu bytes; the weight memory has %lu",
            (unsigned long)w_at_once, (unsigned long)DIANA_WEIGHT_BYTES);
    next->reads[0] = ref_l1_part(what, x, x_bytes, 16);
    next->writes = ref_l1_part(what, y, y_bytes, 16);
    next->l2_reads = ref_l2_part(what, w, (uint32_t)w_bytes);
    REQUIRE(!ref_l1_overlap(next->reads[0], next->writes), what, "its output lies over its input in L1");
}

/* Columns beyond the width are read as padding: garbage there would be computed with. */
static void require_zero_columns(const ref_task *next)
{
    const diana_job *job = &next->job;
    const uint32_t pitch = up(job->ix, COLUMNS);
    ref_require_written(next->what, next->reads[0]);
    for (uint32_t row = 0; row < (uint32_t)job->c * job->iy; ++row)
        for (uint32_t column = job->ix; column < pitch && column < (uint32_t)job->ix + job->pad_r; ++column)
            REQUIRE(l1_code(next->reads[0].first + row * pitch + column) == 0, next->what,
                    "column %lu of row %lu of channel %lu, beyond the width %u, is padding but not zero",
                    (unsigned long)column, (unsigned long)(row % job->iy), (unsigned long)(row / job->iy), job->ix);
}

void diana_dig_conv2d_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job)
{
    ref_task next = ref_new_task(DIGITAL, "digital conv2d", run_conv2d);
    next.job = *job;
    ref_require_window(next.what, job);
    const uint64_t weights = (uint64_t)up(job->k, LANES) * ((uint32_t)job->c * job->fx * job->fy + 4);
    start_digital(&next, x, (uint64_t)job->c * job->iy * up(job->ix, COLUMNS), y,
                  (uint64_t)up(job->k, LANES) * job->oy * up(job->ox, COLUMNS), w, weights, weights);
    require_zero_columns(&next);
    ref_start_task(&next);
}

void diana_dig_dwconv2d_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job)
{
    ref_task next = ref_new_task(DIGITAL, "digital dwconv2d", run_dwconv2d);
    next.job = *job;
    ref_require_window(next.what, job);
    REQUIRE(job->c == job->k, next.what, "%u input and %u output channels", job->c, job->k);
    const uint32_t block = LANES * ((uint32_t)job->fx * job->fy + 4);
    start_digital(&next, x, (uint64_t)job->c * job->iy * up(job->ix, COLUMNS), y,
                  ((uint64_t)job->k + PLANES_BEHIND_DEPTHWISE) * job->oy * up(job->ox, COLUMNS), w,
                  up(job->k, 4) / 4 * (uint64_t)block, block);
    require_zero_columns(&next);
    ref_start_task(&next);
}

void diana_dig_dense_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job)
{
    ref_task next = ref_new_task(DIGITAL, "digital dense", run_dense);
    next.job = *job;
    REQUIRE(job->c > 0 && job->k > 0 && job->k <= LANES, next.what,
            "%u inputs and %u outputs; there are 1 to 16 outputs", job->c, job->k);
    const uint64_t weights = (uint64_t)up(job->c, 16) * LANES + 16 * LANES;
    start_digital(&next, x, up(job->c, 16), y, LANES, w, weights, weights);
    ref_start_task(&next);
}

void diana_dig_add_start(diana_l1 a, diana_l1 b, diana_l1 y, uint32_t bytes, uint8_t shift)
{
    ref_task next = ref_new_task(DIGITAL, "digital add", run_add);
    next.shift = shift;
    require_shift(next.what, shift);
    REQUIRE(bytes % 16 == 0, next.what, "%lu bytes are no multiple of 16", (unsigned long)bytes);
    next.reads[0] = ref_l1_part(next.what, a, bytes, 16);
    next.reads[1] = ref_l1_part(next.what, b, bytes, 16);
    next.writes = ref_l1_part(next.what, y, bytes, 16);
    for (unsigned i = 0; i < 2; ++i)
        REQUIRE(next.reads[i].first == y || !ref_l1_overlap(next.reads[i], next.writes), next.what,
                "its output lies over a part of its input in L1");
    ref_start_task(&next);
}
