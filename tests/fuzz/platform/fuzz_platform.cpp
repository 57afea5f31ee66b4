// SPDX-License-Identifier: Apache-2.0
// The reader of platforms on any text: finite costs of a layer on every unit, or an odimo::Error. What holds for its
// JSON holds for all other JSON, which the same reader reads.
#include "core/base/error.h"
#include "core/mapping/cost/cost.h"

#include <cmath>
#include <cstdlib>

namespace {

odimo::platform::Layer largeLayer()
{
    odimo::platform::Layer layer;
    layer.geometry = {.name = "large", .inChannels = 65535, .outChannels = 16, .kernelX = 65535, .kernelY = 65535};
    layer.geometry.outX = layer.geometry.outY = 65535;
    return layer;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const std::string text(reinterpret_cast<const char *>(data), size);
        const odimo::platform::Platform platform = odimo::platform::platformFromText(text, "fuzz");
        const odimo::mapping::LayerTable table = odimo::mapping::makeLayerTable(largeLayer(), platform);
        for (std::size_t unit = 0; unit < platform.units.size(); ++unit) {
            std::vector<int> channels(platform.units.size(), 0);
            channels[unit] = 16;
            const odimo::mapping::LayerCost cost = odimo::mapping::costOfLayer(table, platform, channels);
            if (!std::isfinite(cost.latency_cycles) || !std::isfinite(cost.energy_uJ))
                std::abort();
        }
    } catch (const odimo::Error &) {
        // What a bad file should give.
    }
    return 0;
}
