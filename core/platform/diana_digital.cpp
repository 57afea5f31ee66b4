// SPDX-License-Identifier: Apache-2.0
// The digital array of DIANA: 16 x 16 processing elements take 16 output channels and 16 output positions at once; the
// activations are moved before and after. Formula: ODiMO's model_diana.py (docs/diana.md 4.1).
#include "core/platform/cost_models.h"
#include "core/platform/published_cost.h"

#include "core/platform/quantities.h"

#include <cmath>

namespace odimo::platform {

namespace {

struct Array {
    int channelsAtOnce;
    int positionsAtOnce;
    int bytesPerCycle; ///< Of the move of input and output activations.
};

class DianaDigital : public CostModel, public PublishedCost {
public:
    explicit DianaDigital(const Array &array) : m_array(array) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        if (channels == 0)
            return 0;
        const double channelBlocks = std::ceil(double(channels) / layer.groups / m_array.channelsAtOnce);
        return channelBlocks * blockCycles(layer) + moveCycles(layer, channels + layer.inChannels);
    }

    PublishedCycles published(const LayerGeometry &layer, double channels) const override
    {
        const double whole = std::floor(channels);
        const double channelBlocks = std::ceil(whole / layer.groups / m_array.channelsAtOnce);
        PublishedCycles result{channelBlocks * blockCycles(layer), blockCycles(layer) / layer.groups};
        if (whole > 0) {
            result.cycles += moveCycles(layer, channels + layer.inChannels);
            result.slope += moveCycles(layer, 1);
        }
        return result;
    }

    std::optional<std::string> refusal(const LayerGeometry &layer) const override
    {
        if (layer.inChannels % layer.groups == 0 && layer.outChannels % layer.groups == 0)
            return std::nullopt;
        return "groups must divide " + std::to_string(layer.inChannels) + " input and " +
               std::to_string(layer.outChannels) + " output channels, and " + std::to_string(layer.groups) +
               " does not";
    }

private:
    double blockCycles(const LayerGeometry &layer) const
    {
        const double positionBlocks = std::ceil(double(layer.outX) / m_array.positionsAtOnce);
        return layer.inChannels * positionBlocks * layer.outY * layer.kernelX * layer.kernelY;
    }

    double moveCycles(const LayerGeometry &layer, double channels) const
    {
        return double(layer.outX) * layer.outY * channels / m_array.bytesPerCycle;
    }

    Array m_array;
};

} // namespace

std::shared_ptr<const CostModel> makeDianaDigital(JsonReader &constants)
{
    return std::make_shared<DianaDigital>(
        Array{.channelsAtOnce = constants.integer("channels_at_once", 1, mostAtOnce),
              .positionsAtOnce = constants.integer("positions_at_once", 1, mostAtOnce),
              .bytesPerCycle = constants.integer("bytes_per_cycle", 1, mostAtOnce)});
}

} // namespace odimo::platform
