// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/trained_network.h"
#include "core/platform/branch.h"

namespace odimo::mapping {

/// Gives a network the tensors of branches of their own (core/platform/branch_parameters.h), unless it has them: of the
/// layer's weights those that the form leaves, and the layer's biases. With them its units compute what they did.
void addBranchTensors(TrainedNetwork &trained, const platform::Platform &platform);

/// The weights that a unit's are quantised from: those of its branch if it has tensors of its own, else the layer's.
const network::Tensor &weightsOn(const TrainedNetwork &trained, const std::string &layer,
                                 const platform::ComputeUnit &unit);
network::Tensor &weightsOn(TrainedNetwork &trained, const std::string &layer, const platform::ComputeUnit &unit);

/// The network in real numbers as the units hold it with this mapping: each channel has the weights and the bias of the
/// branch that computes it, as those of a standard convolution.
network::Model heldModel(const TrainedNetwork &trained, const Mapping &mapping, const platform::Platform &platform);

/// The simplified network (network::simplify) of one that is not, and the tensors of its branches, each folded with the
/// BatchNormalization of its own. `branches` are those of `model`; statistics of a supernet stay as they are.
TrainedNetwork simplified(const network::Model &model, const network::Parameters &branches,
                          const platform::Platform &platform);

/// True of a network all of whose mappings were trained at once (docs/method.md 8.6): it has the statistics of its
/// branches, its kernels are trained, and its channels are in the order of the runs.
bool isSupernet(const TrainedNetwork &trained);

} // namespace odimo::mapping
