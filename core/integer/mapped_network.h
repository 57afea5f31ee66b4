// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/trained_network.h"

namespace odimo::integer {

/// The units of a layer's channels.
const std::vector<int> &unitsOf(const mapping::Mapping &mapping, const std::string &layer);

/// A quantised network with this mapping, and with the tensors of branches of their own, which what computes another
/// operator has (mapping::addBranchTensors). Where a layer had no mapping or another one, its scales on units with a
/// scale per channel become multipliers whose exponent suits them and the biases (multipliers.h). A layer that had this
/// mapping keeps what it was measured with, also the scales without exponent of older projects.
mapping::TrainedNetwork mapped(mapping::TrainedNetwork trained, const mapping::Mapping &mapping,
                               const platform::Platform &platform);

} // namespace odimo::integer
