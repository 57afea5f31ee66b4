// SPDX-License-Identifier: Apache-2.0
#pragma once

/* What convolutions of both units have in common. */

#include "reference.h"

/* ref_fail() if the chip cannot have the kernel, stride and padding, or if the output does not fit the input. */
void ref_require_window(const char *what, const diana_job *job);
