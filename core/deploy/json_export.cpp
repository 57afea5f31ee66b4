// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/json_export.h"

#include "core/base/files.h"
#include "core/base/json_text.h"
#include "core/deploy/manifest.h"
#include "core/integer/quantised_network_json.h"
#include "core/mapping/cost/cost_json.h"
#include "core/network/network_json.h"

#include <nlohmann/json.hpp>

namespace odimo::deploy {

void writeJson(const ExportRequest &request, const std::filesystem::path &folder)
{
    Json files = {{"network.json", "the structure of the trained network, BatchNorm folded"},
                  {"weights.safetensors", "its weights, and in the metadata their quantisation"}};
    writeBytes(folder / "weights.safetensors", readBytes(request.weights));
    writeText(folder / "network.json", documentText(network::toJson(request.trained.model.network)));
    if (request.mapping) {
        files["mapping.json"] = "the unit of each output channel";
        files["costs.json"] = "cycles, latency and energy, layer by layer";
        writeText(folder / "mapping.json", documentText(mapping::toJson(*request.mapping, request.costs.platform)));
        writeText(folder / "costs.json", documentText(mapping::costToJson(request.costs, *request.mapping)));
    }
    if (request.integers) {
        files["integers.json"] = "every integer of the mapped network, and the rules in words";
        writeText(folder / "integers.json", integer::toJson(*request.integers).dump() + "\n");
    }
    writeText(folder / "manifest.json", documentText(manifestOf(request, 1, files)));
}

} // namespace odimo::deploy
