// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/digital_tiles.h"

#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/lowering/cycles.h"

#include <algorithm>
#include <limits>

namespace odimo::deploy {

namespace {

/// How a layer is cut.
struct Cut {
    int rows = 1;
    int channels = digitalBlock;
    int columns = 1;
    int slots = 2;
};

/// Channels that are loaded: a depthwise tile reads its own only.
int inputChannels(const DigitalWork &work, const DigitalTile &tile)
{
    return work.layer.kind == LayerKind::Depthwise ? tile.channels.count : work.layer.input.channels;
}

int inputBytes(const DigitalWork &work, const DigitalTile &tile)
{
    if (work.layer.kind == LayerKind::Dense)
        return roundedUp(work.layer.input.channels, digitalBlock);
    return inputChannels(work, tile) * tile.window.inputRows.count * pitchOf(tile.window.inputColumns.count);
}

int outputBytes(const DigitalWork &work, const DigitalTile &tile)
{
    if (work.layer.kind == LayerKind::Dense)
        return digitalBlock;
    const Window &window = tile.window;
    const int plane = window.rows.count * pitchOf(window.skippedColumns + window.columns.count);
    if (work.layer.kind == LayerKind::Depthwise)
        return (tile.channels.count + planesBehindDepthwise) * plane;
    return roundedUp(tile.channels.count, digitalBlock) * plane;
}

int weightBytes(const DigitalWork &work, int channels)
{
    switch (work.layer.kind) {
    case LayerKind::Convolution:
        return convolutionWeightBytes(work.layer.input.channels, channels, work.layer.kernel);
    case LayerKind::Depthwise:
        return depthwiseWeightBytes(channels, work.layer.kernel);
    case LayerKind::Dense:
        return denseWeightBytes(work.layer.input.channels, channels);
    }
    return 0;
}

/// Planes of a map whose rows and columns are all moved are one piece of memory.
bool isWhole(const network::Shape &map, Span rows, Span columns)
{
    return rows.count == map.height && columns.count == map.width;
}

double loadCycles(const DigitalWork &work, const DigitalTile &tile)
{
    if (!tile.loadsInput)
        return 0;
    double calls = 1;
    if (work.layer.kind != LayerKind::Dense &&
        !isWhole(work.layer.input, tile.window.inputRows, tile.window.inputColumns)) {
        calls = inputChannels(work, tile);
        if (tile.window.inputColumns.count != work.layer.input.width)
            calls *= tile.window.inputRows.count;
    }
    return moveCycles(calls, inputBytes(work, tile));
}

double storeCycles(const DigitalWork &work, const DigitalTile &tile)
{
    if (work.layer.kind == LayerKind::Dense)
        return moveCycles(1, digitalBlock);
    const Window &window = tile.window;
    double calls = tile.channels.count;
    if (isWhole(work.layer.output, window.rows, window.columns))
        calls = static_cast<double>(std::ranges::count_if(work.runs, [&](const Run &run) {
            return run.from < tile.channels.end() && run.from + run.count > tile.channels.first;
        }));
    else if (window.columns.count != work.layer.output.width)
        calls *= window.rows.count;
    return moveCycles(calls, double(tile.channels.count) * window.rows.count * pitchOf(window.columns.count));
}

DigitalTiling tilingOf(const DigitalWork &work, const Cut &cut)
{
    DigitalTiling made;
    int windows = 0;
    for (const Span rows : partsOf(work.layer.output.height, cut.rows))
        for (const Span columns : partsOf(work.layer.output.width, cut.columns)) {
            const Window window = windowOf(work.layer, rows, columns);
            for (const Span channels : partsOf(work.channels, cut.channels)) {
                DigitalTile tile{.window = window, .channels = channels};
                tile.loadsInput = channels.first == 0 || work.layer.kind == LayerKind::Depthwise;
                windows += tile.loadsInput ? 1 : 0;
                tile.inputSlot = (windows - 1) % cut.slots;
                tile.outputSlot = static_cast<int>(made.tiles.size()) % cut.slots;
                tile.weightOffset = weightBytes(work, channels.first);
                tile.weightBytes = weightBytes(work, channels.count);
                made.input.bytes = std::max(made.input.bytes, inputBytes(work, tile));
                made.output.bytes = std::max(made.output.bytes, outputBytes(work, tile));
                made.cycles += tileCycles(work, tile).total();
                made.tiles.push_back(tile);
            }
        }
    const int inputs = std::min(cut.slots, windows);
    const int outputs = std::min(cut.slots, static_cast<int>(made.tiles.size()));
    made.input.offset = {0, (inputs - 1) * made.input.bytes};
    const int after = inputs * made.input.bytes;
    made.output.offset = {after, after + (outputs - 1) * made.output.bytes};
    made.bytes = after + outputs * made.output.bytes;
    return made;
}

/// The most channels of a tile whose weights fit; 0 if not even 16 do.
int mostChannels(const DigitalWork &work)
{
    if (work.layer.kind == LayerKind::Dense)
        return weightBytes(work, digitalBlock) <= weightMemoryBytes ? digitalBlock : 0;
    return weightMemoryBytes / weightBytes(work, digitalBlock) * digitalBlock;
}

std::optional<DigitalTiling> bestOf(const DigitalWork &work, int columns, int slots, int l1Available)
{
    std::optional<DigitalTiling> best;
    for (const int rows : partSizes(work.layer.output.height, 1))
        for (int channels : partSizes(work.channels, digitalBlock)) {
            if (channels > mostChannels(work))
                continue;
            DigitalTiling made = tilingOf(work, {rows, channels, columns, slots});
            if (made.bytes <= l1Available && (!best || made.cycles < best->cycles))
                best = std::move(made);
        }
    return best;
}

} // namespace

TileCycles tileCycles(const DigitalWork &work, const DigitalTile &tile)
{
    const network::Extent output{tile.window.rows.count, tile.window.skippedColumns + tile.window.columns.count};
    return {.load = loadCycles(work, tile),
            .compute = digitalJobCycles(work.layer.kind, work.layer.input.channels, tile.channels.count,
                                        work.layer.kernel, output),
            .store = storeCycles(work, tile)};
}

std::optional<DigitalTiling> digitalTiling(const DigitalWork &work, int l1Available)
{
    const int width = work.layer.output.width;
    for (const int columns : partSizes(width, digitalBlock))
        for (const int slots : {2, 1})
            if (auto best = bestOf(work, std::min(columns, width), slots, l1Available))
                return best;
    return std::nullopt;
}

int leastDigitalBytes(const DigitalWork &work)
{
    return tilingOf(work, {.rows = 1, .channels = digitalBlock, .columns = digitalBlock, .slots = 1}).bytes;
}

} // namespace odimo::deploy
