// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/analog_passes.h"

#include "core/deploy/diana/lowering/chip_limits.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

/// Copies of the weights for neighbouring pixels, side by side: as the public compilers choose it.
int unrollOf(const AnalogWork &work, int inputChannels, int outputChannels)
{
    const network::Extent kernel = work.layer.kernel;
    for (const int pixels : {4, 2})
        if (work.layer.output.width % pixels == 0 && pixels * outputChannels <= arrayColumns &&
            inputChannels * kernel.height * (kernel.width + pixels - 1) <= arrayRows)
            return pixels;
    return 1;
}

} // namespace

int k64Bytes(int pixels, int channels) { return pixels * roundedUp(channels, k64Channels); }

AnalogTiling analogTiling(const AnalogWork &work, int rows)
{
    AnalogTiling made{.columnTiles = partsOf(work.channels, arrayColumns), .windows = {}, .passes = {}};
    for (const Span part : partsOf(work.layer.output.height, rows))
        made.windows.push_back(windowOf(work.layer, part, {0, work.layer.output.width}));
    int offset = 0;
    for (std::size_t columns = 0; columns < made.columnTiles.size(); ++columns) {
        const int k = made.columnTiles[columns].count;
        int weights = 0; // Of this column tile.
        for (std::size_t window = 0; window < made.windows.size(); ++window) {
            const Window &own = made.windows[window];
            made.outputBytes = std::max(made.outputBytes, k64Bytes(own.rows.count * work.layer.output.width, k));
            weights = 0;
            for (std::size_t group = 0; group < work.groupChannels.size(); ++group) {
                const int c = work.groupChannels[group];
                AnalogPass pass{.window = static_cast<int>(window),
                                .columns = static_cast<int>(columns),
                                .group = static_cast<int>(group),
                                .digitalTiles = {}};
                pass.weightOffset = offset + weights;
                pass.weightBytes = analogWeightBytes(c, k, work.layer.kernel);
                pass.unroll = unrollOf(work, c, k);
                weights += pass.weightBytes;
                made.inputBytes = std::max(made.inputBytes, k64Bytes(own.inputRows.count * work.layer.input.width, c));
                made.passes.push_back(pass);
            }
        }
        offset += weights;
    }
    return made;
}

int analogPartWeightBytes(const AnalogWork &work)
{
    int bytes = 0;
    for (const Span columns : partsOf(work.channels, arrayColumns))
        for (const int c : work.groupChannels)
            bytes += analogWeightBytes(c, columns.count, work.layer.kernel);
    return bytes;
}

} // namespace odimo::deploy
