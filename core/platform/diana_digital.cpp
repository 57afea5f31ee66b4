// SPDX-License-Identifier: Apache-2.0
// The digital array of DIANA: 16 x 16 processing elements take 16 output channels and 16 output positions at once; the
// activations are moved before and after. Formula: ODiMO's model_diana.py (docs/diana.md 4.1).
#include "core/platform/cost_models.h"

#include "core/platform/explained_cost.h"
#include "core/platform/published_cost.h"
#include "core/platform/quantities.h"

#include <cmath>

namespace odimo::platform {

namespace {

struct DigitalArray {
    int channelsAtOnce;
    int positionsAtOnce;
    int bytesPerCycle; ///< Of the move of input and output activations.
};

class DianaDigital : public CostModel, public PublishedCost, public ExplainedCost {
public:
    explicit DianaDigital(const DigitalArray &array) : m_array(array) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        if (channels == 0)
            return 0;
        return channelBlocks(layer, channels) * blockCycles(layer) + moveCycles(layer, channels + layer.inChannels);
    }

    Explanation explained(const LayerGeometry &layer, int channels) const override
    {
        const double blocks = channelBlocks(layer, channels);
        const double rows = positionBlocks(layer);
        const double perBlock = blockCycles(layer);
        const double move = moveCycles(layer, channels + layer.inChannels);
        const FormulaPart inChannels = named("input channels", layer.inChannels);
        const FormulaPart height = named("output height", layer.outX), width = named("output width", layer.outY);
        return {.terms = {{{"channel blocks"},
                           {{"ceil("},
                            named("channels", channels),
                            {" / "},
                            named("groups", layer.groups),
                            {" / "},
                            constant(m_array.channelsAtOnce),
                            {")"}},
                           blocks,
                           "blocks"},
                          {{"row blocks"},
                           {{"ceil("}, height, {" / "}, constant(m_array.positionsAtOnce), {")"}},
                           rows,
                           "blocks"},
                          {{"cycles per channel block"},
                           joined({inChannels, named("row blocks", rows), width, named("kernel height", layer.kernelX),
                                   named("kernel width", layer.kernelY)},
                                  " * "),
                           perBlock,
                           "cycles"},
                          {{"moving activations"},
                           {height,
                            {" * "},
                            width,
                            {" * ("},
                            named("channels", channels),
                            {" + "},
                            inChannels,
                            {") / "},
                            named("bytes per cycle", m_array.bytesPerCycle)},
                           move,
                           "cycles"},
                          {{"cycles"},
                           {named("channel blocks", blocks),
                            {" * "},
                            named("cycles per channel block", perBlock),
                            {" + "},
                            named("moving activations", move)},
                           blocks * perBlock + move,
                           "cycles"}},
                .source = "ODiMO's model_diana.py (docs/diana.md 4.1)"};
    }

    PublishedCycles published(const LayerGeometry &layer, double channels) const override
    {
        const double whole = std::floor(channels);
        PublishedCycles result{channelBlocks(layer, whole) * blockCycles(layer), blockCycles(layer) / layer.groups};
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
    double channelBlocks(const LayerGeometry &layer, double channels) const
    {
        return std::ceil(channels / layer.groups / m_array.channelsAtOnce);
    }

    double positionBlocks(const LayerGeometry &layer) const
    {
        return std::ceil(double(layer.outX) / m_array.positionsAtOnce);
    }

    double blockCycles(const LayerGeometry &layer) const
    {
        return layer.inChannels * positionBlocks(layer) * layer.outY * layer.kernelX * layer.kernelY;
    }

    double moveCycles(const LayerGeometry &layer, double channels) const
    {
        return double(layer.outX) * layer.outY * channels / m_array.bytesPerCycle;
    }

    DigitalArray m_array;
};

} // namespace

std::shared_ptr<const CostModel> makeDianaDigital(JsonReader &constants, const NumericFormat &)
{
    return std::make_shared<DianaDigital>(
        DigitalArray{.channelsAtOnce = constants.integer("channels_at_once", 1, mostAtOnce),
                     .positionsAtOnce = constants.integer("positions_at_once", 1, mostAtOnce),
                     .bytesPerCycle = constants.integer("bytes_per_cycle", 1, mostAtOnce)});
}

} // namespace odimo::platform
