// SPDX-License-Identifier: Apache-2.0
#include "reference.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *ref_layer = NULL;

void diana_layer(const char *name) { ref_layer = name; }

_Noreturn void ref_fail(const char *what, const char *message, ...)
{
    va_list values;
    va_start(values, message);
    fflush(stdout);
    fputs("diana: ", stderr);
    if (ref_layer != NULL)
        fprintf(stderr, "layer %s, ", ref_layer);
    fprintf(stderr, "%s: ", what);
    vfprintf(stderr, message, values);
    fputs("\n", stderr);
    va_end(values);
    exit(FAILED);
}
