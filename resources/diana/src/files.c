// SPDX-License-Identifier: Apache-2.0
#include "files.h"

#include "network.h"

#include <stdio.h>

static int failed(const char *what, const char *path)
{
    fprintf(stderr, "error: %s: %s\n", path, what);
    return 2;
}

static int run_images(FILE *from, const char *inputs, FILE *to, const char *outputs)
{
    static int8_t input[NET_INPUT_CODES], output[NET_OUTPUT_CODES];
    for (;;) {
        const size_t count = fread(input, 1, sizeof input, from);
        if (count == 0)
            return ferror(from) ? failed("it cannot be read", inputs) : 0;
        if (count != sizeof input)
            return failed("its last image is not whole", inputs);
        if (net_run(input, output) != 0)
            return failed("the units did not come up for its images", inputs);
        if (fwrite(output, 1, sizeof output, to) != sizeof output)
            return failed("it cannot be written", outputs);
    }
}

int run_files(const char *inputs, const char *outputs)
{
    FILE *const from = fopen(inputs, "rb");
    if (!from)
        return failed("it cannot be opened", inputs);
    FILE *const to = fopen(outputs, "wb");
    int status = to ? run_images(from, inputs, to, outputs) : failed("it cannot be made", outputs);
    fclose(from);
    if (to && fclose(to) != 0 && status == 0)
        status = failed("it cannot be written", outputs);
    return status;
}
