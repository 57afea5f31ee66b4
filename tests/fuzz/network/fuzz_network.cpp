// SPDX-License-Identifier: Apache-2.0
// The JSON of networks, any text: a network that is written and read alike, whose costs are finite, or an odimo::Error.
#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/mapping/cost/cost.h"
#include "core/network/network_json.h"
#include "core/network/passes.h"
#include "core/platform/platform_files.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>

using namespace odimo;

namespace {

void checkCosts(const network::Network &network)
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    const mapping::CostTable table = mapping::makeCostTable(network::simplify(network), platform);
    for (const mapping::LayerTable &layer : table.layers)
        for (const std::optional<std::vector<double>> &cycles : layer.cycles)
            if (cycles && !std::isfinite(cycles->back()))
                std::abort();
}

/// Of a network whose tables are made quickly.
bool isSmall(const network::Network &network)
{
    double channels = 0;
    for (const network::Node &node : network.nodes())
        channels += node.output.channels;
    return channels < 10'000;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const Json json = parseJson({reinterpret_cast<const char *>(data), size}, "fuzz");
        const network::Network network = network::networkFromJson(json, "fuzz");
        const Json written = network::toJson(network);
        if (network::toJson(network::networkFromJson(written, "written")) != written)
            std::abort();
        network::checkComplete(network);
        if (isSmall(network))
            checkCosts(network);
    } catch (const Error &) {
        // What a bad file should give.
    }
    return 0;
}
