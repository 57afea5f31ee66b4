// SPDX-License-Identifier: Apache-2.0
#include "core/platform/im2col_cycles.h"

#include "core/platform/cost_formulas.h"
#include "core/platform/quantities.h"

namespace odimo::platform {

namespace {

double positionBlocks(const Im2colCycles &cycles, const LayerGeometry &layer)
{
    return blocks(layer.outX, cycles.rowsAtOnce) * blocks(layer.outY, cycles.columnsAtOnce);
}

/// Inputs that one output position reads.
double valuesOf(const LayerGeometry &layer)
{
    return static_cast<double>(layer.kernelX) * layer.kernelY * layer.inChannels;
}

} // namespace

double Im2colCycles::copies(const LayerGeometry &layer) const
{
    return positionBlocks(*this, layer) * copyCycles * valuesOf(layer);
}

double Im2colCycles::products(const LayerGeometry &layer, int channels) const
{
    const double ofBlock = stepCycles * blocks(valuesOf(layer), valuesAtOnce) + blockCycles;
    return positionBlocks(*this, layer) * blocks(channels, channelsAtOnce) * ofBlock;
}

Im2colCycles readIm2colCycles(JsonReader &constants)
{
    return {.rowsAtOnce = constants.integer("rows_at_once", 1, mostAtOnce),
            .columnsAtOnce = constants.integer("columns_at_once", 1, mostAtOnce),
            .channelsAtOnce = constants.integer("channels_at_once", 1, mostAtOnce),
            .valuesAtOnce = constants.integer("values_at_once", 1, mostAtOnce),
            .copyCycles = constants.number("copy_cycles", cyclesRange),
            .stepCycles = constants.number("step_cycles", cyclesRange),
            .blockCycles = constants.number("block_cycles", cyclesRange)};
}

} // namespace odimo::platform
