// SPDX-License-Identifier: Apache-2.0
// The eight RISC-V cores of Darkside, which compute standard convolutions. Formula: ODiMO's cost.py for Darkside
// (docs/platforms.md#cost-models).
#include "core/platform/cost_models.h"

#include "core/platform/im2col_cycles.h"

namespace odimo::platform {

namespace {

class DarksideCluster : public CostModel {
public:
    DarksideCluster(const Im2colCycles &cycles, bool copiesWithoutChannels)
        : m_cycles(cycles), m_copiesWithoutChannels(copiesWithoutChannels)
    {
    }

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        if (channels == 0 && !m_copiesWithoutChannels)
            return 0;
        return m_cycles.copies(layer) + m_cycles.products(layer, channels);
    }

    std::optional<std::string> refusal(const LayerGeometry &layer) const override
    {
        if (layer.groups == 1)
            return std::nullopt;
        return "groups must be 1, not " + std::to_string(layer.groups);
    }

private:
    Im2colCycles m_cycles;
    /// The published formula charges the copies of a layer even where the cluster computes none of its channels.
    bool m_copiesWithoutChannels;
};

} // namespace

std::shared_ptr<const CostModel> makeDarksideCluster(JsonReader &constants, const NumericFormat &)
{
    const Im2colCycles cycles = readIm2colCycles(constants);
    const bool without = constants.has("im2col_without_channels") && constants.boolean("im2col_without_channels");
    return std::make_shared<DarksideCluster>(cycles, without);
}

} // namespace odimo::platform
