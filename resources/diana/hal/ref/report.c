// SPDX-License-Identifier: Apache-2.0
#include "../../src/report.h"

#include <stdio.h>

static unsigned failures;

void report_tensor(unsigned image, const char *tensor, uint32_t made, uint32_t expected)
{
    printf("image %u tensor %s crc %08lx", image, tensor, (unsigned long)made);
    if (made != expected) {
        printf(" expected %08lx", (unsigned long)expected);
        ++failures;
    }
    printf("\n");
}

#if defined(__riscv) && __riscv_xlen == 32

static uint64_t begin;

static uint64_t instructions(void)
{
    uint32_t low, high, again;
    do
        __asm__ volatile(".option push\n.option arch, +zicsr\ncsrr %0, minstreth\ncsrr %1, minstret\ncsrr %2, "
                         "minstreth\n.option pop"
                         : "=r"(high), "=r"(low), "=r"(again));
    while (high != again);
    return (uint64_t)high << 32 | low;
}

void report_start(void) { begin = instructions(); }

void report_stop(void)
{
    const uint64_t count = instructions() - begin;
    const unsigned long billions = (unsigned long)(count / 1000000000u);
    const unsigned long rest = (unsigned long)(count % 1000000000u);
    if (billions > 0)
        printf("instructions %lu%09lu\n", billions, rest);
    else
        printf("instructions %lu\n", rest);
}

#else

void report_start(void) {}
void report_stop(void) {}

#endif

int report_end(void)
{
    printf(failures == 0 ? "PASS\n" : "FAIL\n");
    return failures == 0 ? 0 : 1;
}
