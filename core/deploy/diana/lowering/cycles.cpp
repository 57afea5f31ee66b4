// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/cycles.h"

#include "core/deploy/diana/lowering/chip_limits.h"

namespace odimo::deploy {

double digitalJobCycles(LayerKind kind, int c, int k, network::Extent kernel, network::Extent output)
{
    const double positions = double(blocksOf(output.width, digitalBlock)) * output.height;
    const double taps = double(kernel.height) * kernel.width;
    if (kind == LayerKind::Depthwise)
        return k * positions * taps;
    return double(blocksOf(k, digitalBlock)) * c * positions * taps;
}

double analogJobCycles(int c, network::Extent kernel, network::Extent output, int unroll, double clock_Hz)
{
    const double operations = double(output.height) * output.width / unroll;
    return arrayLoadCyclesPerRow * c * kernel.height * kernel.width + operations * arrayOperation_s * clock_Hz;
}

double k64Cycles(int channels, double pixels)
{
    const int turned = roundedUp(channels, 4); // Four channels at a time become words.
    return pixels * (turned * HostCycles::makeK64 + (roundedUp(channels, k64Channels) - turned) * HostCycles::clearK64);
}

} // namespace odimo::deploy
