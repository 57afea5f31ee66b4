// SPDX-License-Identifier: Apache-2.0
// The cluster of eight cores of GAP8. Formula: PLiNIO's gap8_latency.py (docs/platforms.md#cost-models).
#include "core/platform/cost_models.h"

#include "core/platform/cost_formulas.h"
#include "core/platform/im2col_cycles.h"
#include "core/platform/quantities.h"

namespace odimo::platform {

namespace {

struct OtherLayers {
    double depthwiseProductCycles; ///< Of one product for each of the channels at once.
    int featuresAtOnce;            ///< Inputs of a fully connected layer.
};

/// A 1x1 convolution on a 1x1 map computes what a fully connected layer does, and costs the same.
bool isFullyConnected(const LayerGeometry &layer)
{
    return layer.groups == 1 && layer.kernelX * layer.kernelY * layer.outX * layer.outY == 1;
}

class Gap8 : public CostModel {
public:
    Gap8(const Im2colCycles &convolution, const OtherLayers &others) : m_convolution(convolution), m_others(others) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        if (channels == 0)
            return 0;
        const double channelBlocks = blocks(channels, m_convolution.channelsAtOnce);
        if (isFullyConnected(layer))
            return blocks(layer.inChannels, m_others.featuresAtOnce) * channelBlocks;
        if (layer.groups > 1)
            return m_others.depthwiseProductCycles * channelBlocks * layer.outX * layer.outY * layer.kernelX *
                   layer.kernelY;
        return m_convolution.copies(layer) + m_convolution.products(layer, channels);
    }

    std::optional<std::string> refusal(const LayerGeometry &layer) const override
    {
        if (layer.groups == 1 || isDepthwise(layer))
            return std::nullopt;
        return "its cost is known for groups of one channel alone, and " + std::to_string(layer.groups) +
               " groups have " + std::to_string(layer.inChannels) + " input and " + std::to_string(layer.outChannels) +
               " output channels";
    }

private:
    Im2colCycles m_convolution;
    OtherLayers m_others;
};

} // namespace

std::shared_ptr<const CostModel> makeGap8(JsonReader &constants, const NumericFormat &)
{
    const Im2colCycles convolution = readIm2colCycles(constants);
    return std::make_shared<Gap8>(
        convolution, OtherLayers{.depthwiseProductCycles = constants.number("depthwise_product_cycles", cyclesRange),
                                 .featuresAtOnce = constants.integer("features_at_once", 1, mostAtOnce)});
}

} // namespace odimo::platform
