// SPDX-License-Identifier: Apache-2.0
// The JSON of mappings, restrictions, sensitivities and quantisations, any text: what fits a network and its platform
// and has a finite cost, or an odimo::Error.
#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/mapping/quantisation.h"
#include "core/mapping/restrictions.h"
#include "core/mapping/sensitivity.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/platform_files.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const network::Network &network()
{
    static const network::Network network =
        network::simplify(network::zooNetwork("resnet8:width=4,input=1x16x16,classes=10"));
    return network;
}

const CostTable &table()
{
    static const CostTable table = makeCostTable(network(), platform::loadPlatform("diana"));
    return table;
}

void readMapping(const Json &json)
{
    const Mapping mapping = mappingFromJson(json, table().platform, "fuzz");
    checkMapping(mapping, network(), table().platform);
    if (!std::isfinite(costOf(table(), mapping).latency_cycles))
        std::abort();
}

void readRestrictions(const Json &json)
{
    const Restrictions restrictions = restrictionsFromJson(json, table().platform, "fuzz");
    checkRestrictions(restrictions, table());
    for (const LayerTable &layer : table().layers)
        pinnedUnits(restrictions, layer);
}

void readSensitivity(const Json &json)
{
    checkSensitivity(sensitivityFromJson(json, table().platform, "fuzz"), table());
}

void readQuantisation(const Json &json)
{
    checkQuantisation(quantisationFromJson(json, table().platform, "fuzz"), network(), table().platform);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    for (const auto read : {readMapping, readRestrictions, readSensitivity, readQuantisation})
        try {
            read(parseJson({reinterpret_cast<const char *>(data), size}, "fuzz"));
        } catch (const Error &) {
            // What a bad text should give.
        }
    return 0;
}
