// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/trained_network.h"

#include <filesystem>
#include <optional>
#include <string>

namespace odimo::deploy {

/// What an exporter is given: a network, trained and, unless it is the float one, mapped.
struct ExportRequest {
    std::string name; ///< How messages call it: "run 6".
    mapping::TrainedNetwork trained;
    std::filesystem::path weights; ///< The file of `trained` as the project keeps it.
    std::optional<mapping::Mapping> mapping;
    mapping::CostTable costs; ///< Of the network on its platform.
    /// Absent without a mapping, and for networks quantised by the published rules, which have no integer form.
    std::optional<integer::QuantisedNetwork> integers = {};
    /// Some images of the test set as the network reads them, each [C, H, W], for what an exporter proves with them;
    /// empty if the data are not at hand.
    std::vector<std::vector<float>> images = {};
    std::string facts; ///< A JSON object: what a manifest says of where the network comes from.
};

} // namespace odimo::deploy
