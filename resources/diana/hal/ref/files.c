// SPDX-License-Identifier: Apache-2.0
#include "../../src/files.h"

#include <stdio.h>
#include <stdlib.h>

static const char *input_path, *output_path;
static FILE *inputs, *outputs;

static void fail(const char *path, const char *what)
{
    fprintf(stderr, "error: %s: %s\n", path, what);
    exit(2);
}

void files_open(const char *from, const char *to)
{
    input_path = from;
    output_path = to;
    inputs = fopen(from, "rb");
    if (!inputs)
        fail(from, "it cannot be opened");
    outputs = fopen(to, "wb");
    if (!outputs)
        fail(to, "it cannot be made");
}

int files_read(int8_t *bytes, uint32_t count)
{
    const size_t got = fread(bytes, 1, count, inputs);
    if (got > 0 && got != count)
        fail(input_path, "its last image is not whole");
    if (ferror(inputs))
        fail(input_path, "it cannot be read");
    return got > 0;
}

void files_write(const int8_t *bytes, uint32_t count)
{
    if (fwrite(bytes, 1, count, outputs) != count)
        fail(output_path, "it cannot be written");
}

void files_close(void)
{
    fclose(inputs);
    if (fclose(outputs) != 0)
        fail(output_path, "it cannot be written");
}
