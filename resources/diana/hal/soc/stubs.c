// SPDX-License-Identifier: Apache-2.0

/* Empty kernels and a start, for a link without the SDK: it says whether a network fits the chip's memory. It does not
 * run. */

#include "dory_hal.h"

int main(void);
_Noreturn void _start(void);
_Noreturn void _start(void)
{
    main();
    for (;;) {
    }
}

#define KERNEL(name)                                                                                                   \
    int32_t name(const void *input_L2, const void *input, const void *weights_L2, const void *weights, void *output,   \
                 Layer_parameters *layer);                                                                             \
    int32_t name(const void *input_L2, const void *input, const void *weights_L2, const void *weights, void *output,   \
                 Layer_parameters *layer)                                                                              \
    {                                                                                                                  \
        (void)input_L2, (void)input, (void)weights_L2, (void)weights, (void)output, (void)layer;                       \
        return 0;                                                                                                      \
    }

KERNEL(digital_conv_2d)
KERNEL(digital_depthwise_conv_2d)
KERNEL(digital_fully_connected)
KERNEL(element_wise_sum)

int32_t analog_conv_2d(const void *input_L2, const void *input, const void *weights_L2, const void *batchnorm_L2,
                       const void *weights, void *output, Layer_parameters *layer)
{
    (void)input_L2, (void)input, (void)weights_L2, (void)batchnorm_L2, (void)weights, (void)output, (void)layer;
    return 0;
}

void memcpy_dig(unsigned int *L2_Addr_Byte, unsigned int L1_Addr, unsigned int Length, unsigned int direction_L1_L2,
                unsigned int BankNum)
{
    (void)L2_Addr_Byte, (void)L1_Addr, (void)Length, (void)direction_L1_L2, (void)BankNum;
}

void memcpy_analog(unsigned int *L2_Addr_Byte, unsigned int L1_Addr, unsigned int Length, unsigned int direction_L1_L2,
                   unsigned int BankNum)
{
    (void)L2_Addr_Byte, (void)L1_Addr, (void)Length, (void)direction_L1_L2, (void)BankNum;
}

void global_sync_digital(void) {}
void global_sync_analog(void) {}
void boot_diana(void) {}
void plp_hwme_enable(void) {}
void plp_hwme_disable(void) {}
