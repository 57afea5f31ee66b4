// SPDX-License-Identifier: Apache-2.0

/* The test of the package: computes the images of golden/ and compares every tensor, and the output, with what they
 * have to be. The exit status is 0 if all are. Where there are files (DIANA_FILES), `test INPUTS OUTPUTS` computes all
 * images of a file, NET_INPUT_CODES bytes of plain codes each, and writes NET_OUTPUT_CODES bytes for each. */

#include "diana_hal.h"
#include "files.h"
#include "golden.h"
#include "network.h"
#include "report.h"

static unsigned image;

static void compare(unsigned tensor, const int8_t *bytes, uint32_t count)
{
    report_tensor(image, net_tensor_names[tensor], diana_cpu_crc32(bytes, count), golden_tensors[image][tensor]);
}

static int test(void)
{
    static int8_t output[NET_OUTPUT_CODES];
    net_observer = compare;
    for (image = 0; image < GOLDEN_IMAGES; ++image) {
        if (net_run(golden_inputs[image], output) != 0)
            return 2;
        report_tensor(image, "output", diana_cpu_crc32(output, NET_OUTPUT_CODES), golden_outputs[image]);
    }

    net_observer = 0;
    report_start();
    if (net_run(golden_inputs[0], output) != 0)
        return 2;
    report_stop();
    return report_end();
}

#ifdef DIANA_FILES
static int compute(const char *inputs, const char *outputs)
{
    static int8_t input[NET_INPUT_CODES], output[NET_OUTPUT_CODES];
    files_open(inputs, outputs);
    while (files_read(input, NET_INPUT_CODES)) {
        if (net_run(input, output) != 0)
            return 2;
        files_write(output, NET_OUTPUT_CODES);
    }
    files_close();
    return 0;
}

int main(int count, char **arguments) { return count == 3 ? compute(arguments[1], arguments[2]) : test(); }
#else
int main(void) { return test(); }
#endif
