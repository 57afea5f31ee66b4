// SPDX-License-Identifier: Apache-2.0
// The digital array of DIANA: 16 x 16 processing elements take 16 output channels and 16 output positions at once; the
// activations are moved before and after. Formula: ODiMO's model_diana.py (docs/diana.md 4.1).
#include "core/platform/cost_models.h"

#include "core/base/number_text.h"
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
        return channelBlocks(layer, channels) * blockCycles(layer) + moveCycles(layer, channels + layer.inChannels);
    }

    Explanation explain(const LayerGeometry &layer, int channels) const override
    {
        if (channels == 0)
            return CostModel::explain(layer, channels);
        const auto text = [](double value) {
            return numberText(value, 12);
        };
        const std::string atOnce = text(m_array.channelsAtOnce), positions = text(m_array.positionsAtOnce);
        const std::string bytes = text(m_array.bytesPerCycle);
        const double blocks = channelBlocks(layer, channels);
        const double rows = positionBlocks(layer);
        const double perBlock = blockCycles(layer);
        const double move = moveCycles(layer, channels + layer.inChannels);
        const std::string inChannels = text(layer.inChannels), outY = text(layer.outY);
        return {
            .terms = {{"channel blocks", "ceil(channels / groups / " + atOnce + ")",
                       "ceil(" + text(channels) + " / " + text(layer.groups) + " / " + atOnce + ")", blocks, "blocks"},
                      {"row blocks", "ceil(output height / " + positions + ")",
                       "ceil(" + text(layer.outX) + " / " + positions + ")", rows, "blocks"},
                      {"cycles per channel block",
                       "input channels * row blocks * output width * kernel height * kernel width",
                       inChannels + " * " + text(rows) + " * " + outY + " * " + text(layer.kernelX) + " * " +
                           text(layer.kernelY),
                       perBlock, "cycles"},
                      {"moving activations",
                       "output height * output width * (channels + input channels) / bytes per cycle",
                       text(layer.outX) + " * " + outY + " * (" + text(channels) + " + " + inChannels + ") / " + bytes,
                       move, "cycles"},
                      {"cycles", "channel blocks * cycles per channel block + moving activations",
                       text(blocks) + " * " + text(perBlock) + " + " + text(move), blocks * perBlock + move, "cycles"}},
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
