// SPDX-License-Identifier: Apache-2.0
// NE16, the accelerator of GAP9: it multiplies 8-bit inputs with the bits of the weights one after another, so that
// fewer bits take less time. Formula: PLiNIO's ne16_latency.py (docs/platforms.md#cost-models).
#include "core/platform/cost_models.h"

#include "core/platform/cost_formulas.h"
#include "core/platform/quantities.h"

namespace odimo::platform {

namespace {

struct Accelerator {
    int rowsAtOnce; ///< Output rows, and as many columns.
    int channelsAtOnce;
    int inputsAtOnce; ///< Input channels; also output channels of a depthwise layer.
    int bytesPerCycle;
    int multipliers; ///< Of the requantisation, a byte each.
};

// Cycles of the steps of a tile.
constexpr double fifo = 6, nextIndices = 2, pointwiseLoad = 10, requantise = 9, streamOut = 4;
/// Bytes of the multiplier of a channel.
constexpr double multiplierBytes = 4;

class Ne16 : public CostModel {
public:
    Ne16(const Accelerator &accelerator, int weightBits) : m_accelerator(accelerator), m_weightBits(weightBits) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        const int threes = (layer.kernelX / 3) * (layer.kernelY / 3);
        const int ones = layer.kernelX * layer.kernelY - 9 * threes;
        return threes * passCycles(layer, channels, Pass::Three) + ones * passCycles(layer, channels, Pass::One);
    }

    std::optional<std::string> refusal(const LayerGeometry &layer) const override
    {
        if (layer.groups == 1)
            return std::nullopt;
        if (!isDepthwise(layer))
            return "groups must be 1 or of one channel each, and " + std::to_string(layer.groups) + " groups have " +
                   std::to_string(layer.inChannels) + " input and " + std::to_string(layer.outChannels) +
                   " output channels";
        if (layer.kernelX == 3 && layer.kernelY == 3)
            return std::nullopt;
        return "a depthwise kernel must be 3x3, not " + std::to_string(layer.kernelX) + "x" +
               std::to_string(layer.kernelY);
    }

private:
    /// Kernels of other sizes are computed in passes of these.
    enum class Pass { Three, One };

    double passCycles(const LayerGeometry &layer, int channels, Pass pass) const
    {
        const int atOnce = layer.groups > 1 ? m_accelerator.inputsAtOnce : m_accelerator.channelsAtOnce;
        const int rest = channels % atOnce;
        const double tiles =
            blocks(layer.outX, m_accelerator.rowsAtOnce) * blocks(layer.outY, m_accelerator.rowsAtOnce);
        return tiles *
               (channels / atOnce * tileCycles(layer, atOnce, pass) + (rest > 0 ? tileCycles(layer, rest, pass) : 0));
    }

    /// So many channels of one tile of the output.
    double tileCycles(const LayerGeometry &layer, int channels, Pass pass) const
    {
        const bool isPointwise = pass == Pass::One;
        const double side = m_accelerator.rowsAtOnce + (isPointwise ? 0 : 2); // of the input tile
        const double load = (isPointwise ? pointwiseLoad : fifo) +
                            side * side * blocks(m_accelerator.inputsAtOnce, m_accelerator.bytesPerCycle);
        const double offset = layer.groups > 1 ? fifo + channels : fifo;
        const double products = fifo + static_cast<double>(channels) * (isPointwise ? 1 : m_weightBits);
        const double inputs = layer.groups > 1 ? 1 : blocks(layer.inChannels, m_accelerator.inputsAtOnce);
        return inputs * (load + offset + products + nextIndices) + requantise +
               blocks(channels * multiplierBytes, m_accelerator.multipliers) + streamOut +
               m_accelerator.rowsAtOnce * m_accelerator.rowsAtOnce *
                   blocks(m_accelerator.channelsAtOnce, m_accelerator.bytesPerCycle);
    }

    Accelerator m_accelerator;
    int m_weightBits;
};

} // namespace

std::shared_ptr<const CostModel> makeNe16(JsonReader &constants, const NumericFormat &format)
{
    return std::make_shared<Ne16>(Accelerator{.rowsAtOnce = constants.integer("rows_at_once", 1, mostAtOnce),
                                              .channelsAtOnce = constants.integer("channels_at_once", 1, mostAtOnce),
                                              .inputsAtOnce = constants.integer("inputs_at_once", 1, mostAtOnce),
                                              .bytesPerCycle = constants.integer("bytes_per_cycle", 1, mostAtOnce),
                                              .multipliers = constants.integer("multipliers", 1, mostAtOnce)},
                                  format.weightBits);
}

} // namespace odimo::platform
