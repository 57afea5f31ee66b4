// SPDX-License-Identifier: Apache-2.0
#pragma once

/* What the test of a package tells: on a machine with a console hal/ref prints it, on the chip hal/soc keeps it where a
 * debugger finds it. */

#include <stdint.h>

/* Of image `image`; `made` and `expected` are the CRC-32 of its bytes. */
void report_tensor(unsigned image, const char *tensor, uint32_t made, uint32_t expected);
/* Between these two, the program does nothing but compute one image. */
void report_start(void);
void report_stop(void);
/* Once, at the end; returns the exit status: 0 if nothing has failed. */
int report_end(void);
