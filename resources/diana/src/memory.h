// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Memory that the units of the chip reach too; on other machines all memory is. */
#ifdef DIANA_CHIP
#define SHARED_L2 __attribute__((section(".l2_data"), aligned(16)))
#else
#define SHARED_L2 _Alignas(16)
#endif
