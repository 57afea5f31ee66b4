// SPDX-License-Identifier: Apache-2.0
#pragma once

/* The images of a file, where there are files: hal/ref. What cannot be read or written ends the program. */

#include <stdint.h>

void files_open(const char *inputs, const char *outputs);
/* The next `count` bytes of the inputs; 0 at their end. */
int files_read(int8_t *bytes, uint32_t count);
void files_write(const int8_t *bytes, uint32_t count);
void files_close(void);
