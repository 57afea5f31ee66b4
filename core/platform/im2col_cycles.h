// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

namespace odimo::platform {

/// A convolution on a cluster of cores: each core copies the inputs of its output positions side by side (im2col) and
/// multiplies them with the kernels. Formula: ODiMO's cost.py for the cluster of Darkside and PLiNIO's gap8_latency.py
/// (docs/platforms.md#cost-models).
struct Im2colCycles {
    int rowsAtOnce;    ///< Output positions that the cores compute together: rows,
    int columnsAtOnce; ///< and columns.
    int channelsAtOnce;
    int valuesAtOnce;  ///< Inputs of a position that one step multiplies.
    double copyCycles; ///< Of one input.
    double stepCycles;
    double blockCycles; ///< Beside its steps, of a block of channels.

    /// Of the copies alone, which do not depend on the number of channels.
    double copies(const LayerGeometry &layer) const;
    /// Of the products of so many channels.
    double products(const LayerGeometry &layer, int channels) const;
};

/// Throws Error with the path of the field.
Im2colCycles readIm2colCycles(JsonReader &constants);

} // namespace odimo::platform
