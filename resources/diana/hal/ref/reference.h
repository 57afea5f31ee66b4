// SPDX-License-Identifier: Apache-2.0
#pragma once

/* The inside of the reference: both memories, the jobs in flight, and what is wrong. */

#include "../diana_hal.h"

#include <stddef.h>

enum { POISON = 0x5A, FAILED = 3 };

/* The bytes that a job reads or writes. */
typedef struct {
    uint32_t first, bytes;
} l1_range;
typedef struct {
    const uint8_t *first;
    uint32_t bytes;
} l2_range;

typedef enum { DIGITAL, ANALOG, UNITS } unit_id;

/* A job between its start and its wait. Ranges that it has not got have 0 bytes. */
typedef struct ref_task {
    unit_id unit;
    const char *what; /* null: the unit is idle */
    const char *layer;
    void (*run)(const struct ref_task *task);
    diana_job job;
    uint32_t shift;
    l1_range reads[2];
    l1_range writes;
    l2_range l2_reads; /* weights, or what is loaded */
    l2_range l2_writes;
    uint8_t *store;       /* l2_writes.first */
    uint32_t fingerprint; /* of l2_reads at the start */
} ref_task;

/* Prints "diana: layer L, WHAT: message" to stderr and ends the program with status FAILED. All checks end here. */
_Noreturn void ref_fail(const char *what, const char *message, ...);
/* ref_fail() unless the condition holds. */
#define REQUIRE(condition, ...)                                                                                        \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            ref_fail(__VA_ARGS__);                                                                                     \
    } while (0)

extern const char *ref_layer;
extern uint8_t ref_l1[DIANA_L1_BYTES];

/* Begins anew: L1 holds poison, which nobody has written; all of L2 may be reached. */
void ref_reset_memory(void);
/* A range of L1, checked: its place a multiple of `alignment`, its end within L1. */
l1_range ref_l1_part(const char *what, diana_l1 first, uint64_t bytes, uint32_t alignment);
/* A range of L2, checked: a multiple of 4, in memory that the units reach. */
l2_range ref_l2_part(const char *what, const void *first, uint32_t bytes);
int ref_l1_overlap(l1_range a, l1_range b);
int ref_l2_overlap(l2_range a, l2_range b);
/* ref_fail() if a job has not written all of the range. */
void ref_require_written(const char *what, l1_range range);
void ref_set_written(l1_range range, int written);

/* A task for a unit that is open and idle. */
ref_task ref_new_task(unit_id unit, const char *what, void (*run)(const ref_task *));
/* Checks it against the task of the other unit and keeps it until its wait. */
void ref_start_task(const ref_task *next);
