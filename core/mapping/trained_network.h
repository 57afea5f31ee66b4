// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/mapping.h"
#include "core/mapping/quantisation.h"
#include "core/network/parameters.h"

#include <filesystem>
#include <optional>

namespace odimo::mapping {

/// A network with weights and, once it has been mapped, its mapping and quantisation: what training hands over.
struct TrainedNetwork {
    network::Model model;
    std::optional<Mapping> mapping;
    std::optional<Quantisation> quantisation;
    /// What branches with tensors of their own have beside the layer's (core/platform/branch_parameters.h). Where a
    /// platform has such branches and these are missing, they compute with what their form leaves of the layer's.
    network::Parameters branches = {};
};

/// One safetensors file with the structure, mapping and quantisation as JSON in its metadata: format "trained network
/// 2" if branches have tensors of their own, else "trained network 1". The parts must fit each other: throws Error (of
/// network::checkParameters, platform::checkBranchParameters, checkMapping, checkQuantisation) before anything is
/// written.
void saveTrainedNetwork(const std::filesystem::path &path, const TrainedNetwork &trained,
                        const platform::Platform &platform);

/// The inverse, of both formats. Throws Error naming the file for one that is no trained network, that is damaged, or
/// that does not fit the platform.
TrainedNetwork loadTrainedNetwork(const std::filesystem::path &path, const platform::Platform &platform);

} // namespace odimo::mapping
