// SPDX-License-Identifier: Apache-2.0
#include "../cpu/arithmetic.h"
#include "windows.h"

enum { ROW_BLOCK = 64, ROWS_LOADED = 288, COLUMNS_LOADED = 128, LEAST_CODE = -32, MOST_CODE = 31 };

/* The columns that are stored negated, by the block of 64 rows they are in. */
static int is_negated(uint32_t row, uint32_t column)
{
    const uint32_t block = row / ROW_BLOCK;
    return column % 2 == 0 ? block < 6 || block > 11 : block <= 8;
}

/* The weights of one column, in the order that a window is read in: [fy][fx][c]. */
static void read_column(int8_t *weights, const ref_task *task, uint32_t column)
{
    const diana_job *job = &task->job;
    const uint32_t kernel = (uint32_t)job->fy * job->fx;
    const uint32_t rows = up(job->c * kernel, ROWS_LOADED);
    const uint32_t words = up(job->k, COLUMNS_LOADED) / 32;
    const uint8_t *w = task->l2_reads.first;
    for (uint32_t r = 0; r < job->c * kernel; ++r) {
        const uint32_t row = rows - 1 - r;
        uint32_t bits[2];
        for (uint32_t sign = 0; sign < 2; ++sign) {
            const uint32_t at = ((row * 2 + sign) * words + column / 32) * 4;
            const uint32_t word =
                w[at] | (uint32_t)w[at + 1] << 8 | (uint32_t)w[at + 2] << 16 | (uint32_t)w[at + 3] << 24;
            bits[sign] = word >> (31 - column % 32) & 1;
        }
        const int weight = (int)bits[0] - (int)bits[1];
        weights[r % kernel * job->c + r / kernel] = (int8_t)(is_negated(row, column) ? -weight : weight);
    }
}

/* The sum of one column at one position. */
static int32_t sum_window(const int8_t *weights, const ref_task *task, uint32_t oy, uint32_t ox)
{
    const diana_job *job = &task->job;
    const uint32_t pixel = up(job->c, 64);
    int32_t sum = 0;
    for (int32_t j = 0; j < job->fy; ++j)
        for (int32_t i = 0; i < job->fx; ++i, weights += job->c) {
            const int32_t y = (int32_t)(oy * job->stride) - job->pad_t + j;
            const int32_t x = (int32_t)(ox * job->stride) - job->pad_l + i;
            if (y < 0 || y >= job->iy || x < 0 || x >= job->ix)
                continue;
            const uint8_t *codes = ref_l1 + task->reads[0].first + ((uint32_t)y * job->ix + (uint32_t)x) * pixel;
            for (uint32_t c = 0; c < job->c; ++c)
                sum += weights[c] * (int8_t)codes[c];
        }
    return sum;
}

static void run_conv2d(const ref_task *task)
{
    static int8_t weights[DIANA_ARRAY_ROWS];
    const diana_job *job = &task->job;
    const uint32_t pixel = up(job->k, 64);
    for (uint32_t k = 0; k < pixel; ++k) {
        if (k < job->k)
            read_column(weights, task, k);
        for (uint32_t oy = 0; oy < job->oy; ++oy)
            for (uint32_t ox = 0; ox < job->ox; ++ox) {
                const int32_t sum = k < job->k ? sum_window(weights, task, oy, ox) : 0;
                ref_l1[task->writes.first + (oy * job->ox + ox) * pixel + k] =
                    (uint8_t)clip(floor_div(sum, job->adc_div), LEAST_CODE, MOST_CODE);
            }
    }
}

static void require_array(const char *what, const diana_job *job)
{
    const uint32_t rows = (uint32_t)job->c * job->fx * job->fy;
    REQUIRE(rows <= DIANA_ARRAY_ROWS, what, "%lu rows; the array has %lu", (unsigned long)rows,
            (unsigned long)DIANA_ARRAY_ROWS);
    REQUIRE(job->k <= DIANA_ARRAY_COLUMNS, what, "%u columns; the array has %lu", job->k,
            (unsigned long)DIANA_ARRAY_COLUMNS);
    const uint32_t unroll = job->ox_unroll;
    REQUIRE(unroll == 1 || unroll == 2 || unroll == 4, what, "ox_unroll is %lu; it is 1, 2 or 4",
            (unsigned long)unroll);
    REQUIRE(unroll * job->k <= DIANA_ARRAY_COLUMNS, what, "ox_unroll %lu makes %lu columns; the array has %lu",
            (unsigned long)unroll, (unsigned long)(unroll * job->k), (unsigned long)DIANA_ARRAY_COLUMNS);
    const uint32_t unrolled = (uint32_t)job->c * job->fy * (job->fx + unroll - 1);
    REQUIRE(unrolled <= DIANA_ARRAY_ROWS, what, "ox_unroll %lu makes %lu rows; the array has %lu",
            (unsigned long)unroll, (unsigned long)unrolled, (unsigned long)DIANA_ARRAY_ROWS);
    REQUIRE(job->ox % unroll == 0, what, "ox_unroll %lu does not divide %u columns", (unsigned long)unroll, job->ox);
    REQUIRE(job->adc_div >= 1, what, "a divisor of %ld; it is 1 or more", (long)job->adc_div);
}

/* The array reads 7 bits: without a sign, or with one. */
static void require_seven_bits(const char *what, l1_range range)
{
    int least = 0;
    int most = 0;
    for (uint32_t i = 0; i < range.bytes; ++i) {
        const int code = (int8_t)ref_l1[range.first + i];
        least = code < least ? code : least;
        most = code > most ? code : most;
    }
    REQUIRE(least == 0 || (least >= -64 && most <= 63), what, "input codes from %d to %d, which 7 bits do not hold",
            least, most);
}

void diana_ana_conv2d_start(diana_l1 x, diana_l1 y, const uint32_t *w, const diana_job *job)
{
    ref_task next = ref_new_task(ANALOG, "analog conv2d", run_conv2d);
    next.job = *job;
    ref_require_window(next.what, job);
    require_array(next.what, job);
    const uint32_t rows = up((uint32_t)job->c * job->fx * job->fy, ROWS_LOADED);
    next.reads[0] = ref_l1_part(next.what, x, (uint64_t)job->iy * job->ix * up(job->c, 64), 64);
    next.writes = ref_l1_part(next.what, y, (uint64_t)job->oy * job->ox * up(job->k, 64), 64);
    next.l2_reads = ref_l2_part(next.what, w, rows * up(job->k, COLUMNS_LOADED) / 4);
    REQUIRE(!ref_l1_overlap(next.reads[0], next.writes), next.what, "its output lies over its input in L1");
    ref_require_written(next.what, next.reads[0]);
    require_seven_bits(next.what, next.reads[0]);
    ref_start_task(&next);
}
