// SPDX-License-Identifier: Apache-2.0
#include "reference.h"

/* A job runs at its wait: what depends on its result too early, or changes its inputs too late, does so on every run.
 */

static ref_task in_flight[UNITS];
static int is_open;

static const char *const unit_names[UNITS] = {"digital", "analog"};

int diana_open(int boot_analog)
{
    (void)boot_analog;
    REQUIRE(!is_open, "diana_open", "the units are open already");
    is_open = 1;
    ref_reset_memory();
    return 0;
}

void diana_close(void)
{
    REQUIRE(is_open, "diana_close", "the units are not open");
    for (unsigned unit = 0; unit < UNITS; ++unit)
        REQUIRE(in_flight[unit].what == NULL, "diana_close", "the wait for %s on the %s unit is missing",
                in_flight[unit].what, unit_names[unit]);
    is_open = 0;
}

/* Tells a change of the bytes. */
static uint32_t fingerprint_of(l2_range range)
{
    uint32_t made = 2166136261u;
    for (uint32_t i = 0; i < range.bytes; ++i)
        made = (made ^ range.first[i]) * 16777619u;
    return made;
}

static int uses_l1(const ref_task *each, l1_range range)
{
    return ref_l1_overlap(each->reads[0], range) || ref_l1_overlap(each->reads[1], range) ||
           ref_l1_overlap(each->writes, range);
}

static void require_apart(const ref_task *next, const ref_task *other)
{
    REQUIRE(!uses_l1(other, next->writes), next->what, "writes L1 bytes that %s on the other unit uses", other->what);
    REQUIRE(!ref_l1_overlap(other->writes, next->reads[0]) && !ref_l1_overlap(other->writes, next->reads[1]),
            next->what, "reads L1 bytes that %s on the other unit is writing", other->what);
    REQUIRE(!ref_l2_overlap(other->l2_reads, next->l2_writes) && !ref_l2_overlap(other->l2_writes, next->l2_writes),
            next->what, "writes L2 bytes that %s on the other unit uses", other->what);
    REQUIRE(!ref_l2_overlap(other->l2_writes, next->l2_reads), next->what,
            "reads L2 bytes that %s on the other unit is writing", other->what);
}

ref_task ref_new_task(unit_id unit, const char *what, void (*run)(const ref_task *))
{
    REQUIRE(is_open, what, "the units are not open");
    REQUIRE(in_flight[unit].what == NULL, what, "the %s unit is still busy with %s", unit_names[unit],
            in_flight[unit].what);
    return (ref_task){.unit = unit, .what = what, .layer = ref_layer, .run = run};
}

void ref_start_task(const ref_task *next)
{
    ref_task *own = &in_flight[next->unit];
    const ref_task *other = &in_flight[next->unit == DIGITAL ? ANALOG : DIGITAL];
    if (other->what != NULL)
        require_apart(next, other);
    ref_require_written(next->what, next->reads[0]);
    ref_require_written(next->what, next->reads[1]);

    *own = *next;
    own->fingerprint = fingerprint_of(own->l2_reads);
    ref_set_written(own->writes, 0);
    for (uint32_t i = 0; i < own->l2_writes.bytes; ++i)
        own->store[i] = POISON;
}

static void wait_task(unit_id unit)
{
    ref_task *own = &in_flight[unit];
    REQUIRE(own->what != NULL, unit == DIGITAL ? "diana_dig_wait" : "diana_ana_wait", "the %s unit is idle",
            unit_names[unit]);
    const char *layer = ref_layer;
    ref_layer = own->layer;
    REQUIRE(own->fingerprint == fingerprint_of(own->l2_reads), own->what,
            "the L2 bytes that it reads have changed between its start and its wait");
    own->run(own);
    ref_set_written(own->writes, 1);
    own->what = NULL;
    ref_layer = layer;
}

void diana_dig_wait(void) { wait_task(DIGITAL); }
void diana_ana_wait(void) { wait_task(ANALOG); }

void diana_host_reads(const void *l2, uint32_t bytes)
{
    const l2_range range = {l2, bytes};
    for (unsigned unit = 0; unit < UNITS; ++unit)
        if (in_flight[unit].what != NULL)
            REQUIRE(!ref_l2_overlap(in_flight[unit].l2_writes, range), "host core",
                    "reads L2 bytes that %s on the %s unit is writing", in_flight[unit].what, unit_names[unit]);
}

void diana_host_writes(const void *l2, uint32_t bytes)
{
    const l2_range range = {l2, bytes};
    for (unsigned unit = 0; unit < UNITS; ++unit)
        if (in_flight[unit].what != NULL)
            REQUIRE(!ref_l2_overlap(in_flight[unit].l2_writes, range) &&
                        !ref_l2_overlap(in_flight[unit].l2_reads, range),
                    "host core", "writes L2 bytes that %s on the %s unit uses", in_flight[unit].what, unit_names[unit]);
}
