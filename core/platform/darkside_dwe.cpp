// SPDX-License-Identifier: Apache-2.0
// The depthwise engine of Darkside: each output channel from the input channel of the same number. Formula: ODiMO's
// cost.py for Darkside (docs/platforms.md#cost-models).
#include "core/platform/cost_models.h"

#include "core/platform/cost_formulas.h"
#include "core/platform/quantities.h"

namespace odimo::platform {

namespace {

struct Array {
    int kernel; ///< Height and width of all that it runs.
    int channelsAtOnce;
    double startCycles;    ///< Of a block of channels,
    double columnCycles;   ///< for each column of its output,
    double positionCycles; ///< and for each position.
};

class DarksideDwe : public CostModel {
public:
    explicit DarksideDwe(const Array &array) : m_array(array) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        return blocks(channels, m_array.channelsAtOnce) * (m_array.startCycles + m_array.columnCycles * layer.outY +
                                                           m_array.positionCycles * layer.outX * layer.outY);
    }

    std::optional<std::string> refusal(const LayerGeometry &layer) const override
    {
        if (!isDepthwise(layer))
            return "it runs depthwise convolutions alone, and this layer has " + std::to_string(layer.inChannels) +
                   " input and " + std::to_string(layer.outChannels) + " output channels in " +
                   std::to_string(layer.groups) + (layer.groups == 1 ? " group" : " groups");
        if (layer.kernelX != m_array.kernel || layer.kernelY != m_array.kernel)
            return "the kernel must be " + kernelText(m_array.kernel, m_array.kernel) + ", not " +
                   kernelText(layer.kernelX, layer.kernelY);
        if (layer.dilated)
            return "the kernel must have no gaps, and this one is dilated";
        return std::nullopt;
    }

private:
    static std::string kernelText(int height, int width)
    {
        return std::to_string(height) + "x" + std::to_string(width);
    }

    Array m_array;
};

} // namespace

std::shared_ptr<const CostModel> makeDarksideDwe(JsonReader &constants, const NumericFormat &)
{
    return std::make_shared<DarksideDwe>(Array{.kernel = constants.integer("kernel", 1, mostAtOnce),
                                               .channelsAtOnce = constants.integer("channels_at_once", 1, mostAtOnce),
                                               .startCycles = constants.number("start_cycles", cyclesRange),
                                               .columnCycles = constants.number("column_cycles", cyclesRange),
                                               .positionCycles = constants.number("position_cycles", cyclesRange)});
}

} // namespace odimo::platform
