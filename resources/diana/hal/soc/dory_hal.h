// SPDX-License-Identifier: Apache-2.0
#pragma once

/* What soc.c uses of the public kernels (dory-hal), of DORY's moves and of pulp-sdk-diana, declared as they declare it.
 * It lets soc.c be compiled and linked without them, as a check of its types and of the memory that a network takes. On
 * the chip their own headers are read instead (DIANA_WITH_SDK). */

#include <stdint.h>

typedef struct Layer_parameters {
    uint32_t c, k, cx, cy, fx, fy, ox, oy;
    uint32_t activation_function, output_shift, padding, dilation, stride, ox_unroll;
} Layer_parameters;

int32_t analog_conv_2d(const void *input_L2, const void *input, const void *weights_L2, const void *batchnorm_L2,
                       const void *weights, void *output, Layer_parameters *layer);
int32_t digital_fully_connected(const void *input_L2, const void *input, const void *weights_L2, const void *weights,
                                void *output, Layer_parameters *layer);
int32_t digital_conv_2d(const void *input_L2, const void *input, const void *weights_L2, const void *weights,
                        void *output, Layer_parameters *layer);
int32_t digital_depthwise_conv_2d(const void *input_L2, const void *input, const void *weights_L2, const void *weights,
                                  void *output, Layer_parameters *layer);

void memcpy_dig(unsigned int *L2_Addr_Byte, unsigned int L1_Addr, unsigned int Length, unsigned int direction_L1_L2,
                unsigned int BankNum);
void memcpy_analog(unsigned int *L2_Addr_Byte, unsigned int L1_Addr, unsigned int Length, unsigned int direction_L1_L2,
                   unsigned int BankNum);

void global_sync_digital(void);
void global_sync_analog(void);
void boot_diana(void);
void plp_hwme_enable(void);
void plp_hwme_disable(void);
