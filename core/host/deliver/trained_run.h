// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"
#include "core/mapping/trained_network.h"
#include "core/project/project.h"

#include <filesystem>

namespace odimo::host {

/// The network that a run ended with: fine-tuned, also by the run whose mapping it shares, or measured without
/// training; that of the warm-up for the warm-up. Throws Error if the run has no weights yet, or they are damaged.
mapping::TrainedNetwork trainedNetworkOf(const project::Run &run, const project::Project &project);

/// The same; its weights are also left at `file`, as the project keeps them.
mapping::TrainedNetwork trainedNetworkOf(const project::Run &run, const project::Project &project,
                                         const std::filesystem::path &file);

/// What the chip computes of a run, in integers. Throws Error as well if the run has no mapping, or its network has no
/// integers.
integer::QuantisedNetwork integersOf(const project::Run &run, const project::Project &project);

} // namespace odimo::host
