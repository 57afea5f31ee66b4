// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/host/plan/network_source.h"
#include "core/mapping/cost/cost.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// What an exploration is about.
struct Inputs {
    NetworkSource source;
    data::DatasetSummary data;
    std::string dataDigest = {}; ///< data::digestOf; empty where nobody asked for it.
};

/// The shape of the images that a network insists on: of a file, or stated in the specification; absent if it adapts to
/// the data, or if the file cannot be used as it is. Throws Error as zooNetwork and importNetwork do.
std::optional<network::Shape> fixedInput(const std::string &network);

/// How data gives the images a network reads.
enum class Fit {
    Offered,  ///< Image files take the network's size, for theirs does not count; other data stays as it is.
    Demanded, ///< All data is resized and made grey or colour.
};

/// The specification of the data with the image size set where that is called for.
std::string fitted(const std::string &data, const network::Shape &input, Fit fit);

/// Throws Error saying what the network reads and what the data has: of the images, with the specification that
/// converts them, or of the classes.
void checkFit(const network::Network &network, const data::DatasetSummary &data, const std::string &specification);

/// What the data are to the network that reads them.
network::InputValues inputValuesOf(const data::DatasetSummary &data);

/// For each unit that would compute layers if they read nothing below 0, a sentence with their names.
std::vector<std::string> signRemarks(const mapping::CostTable &table);

/// Tells trained weights apart; empty if there are none.
std::string digestOf(const std::optional<network::Parameters> &parameters);

/// The role under which a project keeps the weights that its warm-up starts from.
inline constexpr const char *pretrainedRole = "given";

/// Takes the weights that the network came with into the project, unless it has them.
void keepPretrainedWeights(project::Project &project, std::int64_t warmup, const NetworkSource &source);

} // namespace odimo::host
