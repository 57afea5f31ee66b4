// SPDX-License-Identifier: Apache-2.0
#include "../diana_hal.h"

uint32_t diana_cpu_crc32(const void *data, uint32_t bytes)
{
    /* Of each value of four bits. */
    static const uint32_t table[16] = {0x00000000u, 0x1DB71064u, 0x3B6E20C8u, 0x26D930ACu, 0x76DC4190u, 0x6B6B51F4u,
                                       0x4DB26158u, 0x5005713Cu, 0xEDB88320u, 0xF00F9344u, 0xD6D6A3E8u, 0xCB61B38Cu,
                                       0x9B64C2B0u, 0x86D3D2D4u, 0xA00AE278u, 0xBDBDF21Cu};
    const uint8_t *byte = data;
    uint32_t crc = 0xFFFFFFFFu;
    diana_host_reads(data, bytes);
    for (uint32_t i = 0; i < bytes; ++i) {
        crc = (crc >> 4) ^ table[(crc ^ byte[i]) & 15];
        crc = (crc >> 4) ^ table[(crc ^ (uint32_t)(byte[i] >> 4)) & 15];
    }
    return ~crc;
}
