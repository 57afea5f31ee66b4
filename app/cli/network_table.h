// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/table.h"
#include "core/base/json.h"
#include "core/onnx/import.h"
#include "core/platform/platform.h"

namespace odimo::cli {

/// Every node of a simplified network with its shapes, window, multiply-accumulates, parameters and the units that can
/// run it, or why they cannot; ends in the totals.
Table networkTable(const network::Network &network, const platform::Platform &platform);

/// The layers with the field names that `odimo cost --layers` reads, and for each unit null or why it cannot run them.
Json layersToJson(const network::Network &network, const platform::Platform &platform);

/// {"macs", "parameters"} of the whole network.
Json totalsToJson(const network::Network &network);

/// The nodes of a file that did not become a network, as far as they are known.
Table graphTable(const std::vector<onnx::GraphNode> &graph);
Json graphToJson(const std::vector<onnx::GraphNode> &graph);

} // namespace odimo::cli
