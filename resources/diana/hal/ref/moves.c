// SPDX-License-Identifier: Apache-2.0
#include "reference.h"

static void run_load(const ref_task *task)
{
    for (uint32_t i = 0; i < task->l2_reads.bytes; ++i)
        ref_l1[task->writes.first + i] = task->l2_reads.first[i];
}

static void run_store(const ref_task *task)
{
    for (uint32_t i = 0; i < task->l2_writes.bytes; ++i)
        task->store[i] = ref_l1[task->reads[0].first + i];
}

static void start_load(unit_id unit, const char *what, diana_l1 to, const void *l2, uint64_t bytes, uint32_t alignment)
{
    ref_task next = ref_new_task(unit, what, run_load);
    next.writes = ref_l1_part(what, to, bytes, alignment);
    next.l2_reads = ref_l2_part(what, l2, (uint32_t)bytes);
    ref_start_task(&next);
}

static void start_store(unit_id unit, const char *what, void *l2, diana_l1 from, uint64_t bytes, uint32_t alignment)
{
    ref_task next = ref_new_task(unit, what, run_store);
    next.store = l2;
    next.reads[0] = ref_l1_part(what, from, bytes, alignment);
    next.l2_writes = ref_l2_part(what, l2, (uint32_t)bytes);
    ref_start_task(&next);
}

static uint32_t whole_words(const char *what, uint32_t bytes)
{
    REQUIRE(bytes % 16 == 0, what, "%lu bytes are no multiple of 16", (unsigned long)bytes);
    return bytes;
}

void diana_dig_load_start(diana_l1 to, const void *l2, uint32_t bytes)
{
    start_load(DIGITAL, "digital load", to, l2, whole_words("digital load", bytes), 16);
}

void diana_dig_store_start(void *l2, diana_l1 from, uint32_t bytes)
{
    start_store(DIGITAL, "digital store", l2, from, whole_words("digital store", bytes), 16);
}

void diana_ana_load_start(diana_l1 to, const void *l2, uint32_t rows64)
{
    start_load(ANALOG, "analog load", to, l2, (uint64_t)rows64 * 64, 64);
}

void diana_ana_store_start(void *l2, diana_l1 from, uint32_t rows64)
{
    start_store(ANALOG, "analog store", l2, from, (uint64_t)rows64 * 64, 64);
}
