// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/branch_weights.h"

#include <memory>
#include <vector>

namespace odimo::learn {

/// The middles of the codes of a branch's channels, in steps of its bias (core/integer/converter.h); 0 without
/// converters. `weight` [C, ...] is that of the layer.
std::vector<double> middlesOf(const Branch &branch, const torch::Tensor &weight);

/// The same as values, each channel [C] on the unit that computes it.
std::vector<double> middleValues(const BranchLayer &layer, const torch::Tensor &weight);

/// The step of the bias on a branch's unit: input step times weight step, or times the common power of two of
/// multipliers.
double biasStep(const Branch &branch, const integer::LayerSteps &steps);

/// How the channels of a layer with fixed mapping and integer biases are read; empty if all simply sum what it reads.
std::shared_ptr<const ReadOut> readOutOf(const BranchLayer &layer, const torch::Tensor &weight);

} // namespace odimo::learn
