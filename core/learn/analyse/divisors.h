// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/code_range.h"
#include "core/learn/tensors.h"
#include "core/learn/torch.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/trained_network.h"

#include <vector>

namespace odimo::learn {

/// A layer that a unit with converters computes, or some channels of it.
struct ConvertedLayer {
    const network::Operator &op;
    const platform::NumericFormat &format; ///< Has a converter.
    integer::CodeRange input, output;
    torch::Tensor weight;       ///< [C, ...] of these channels; quantised with the scales they are the unit's integers.
    std::vector<double> scales; ///< [C]
    torch::Tensor bias;         ///< [C], may be undefined.
};

/// The divisor with which the layer's converted outputs come nearest to those of exact sums: the least squared error
/// over the channels in steps of the output, which counts a channel as far as its scale makes it matter, each cut to
/// the range of the output. What is below 0 of a ReLU or saturates anyway may be told apart as badly as it likes, so
/// that the largest sum does not decide. `x` is what the layer reads, [N, ...] of whole codes; of a sample of it all
/// whole numbers from 1 to 64 are tried, and those beyond while the error falls, as far as a code is no more than the
/// largest multiplier of output steps.
int fittedDivisor(const ConvertedLayer &layer, const torch::Tensor &x);

/// Gives every layer on a unit with converters a divisor, as if the unit computed all of its channels from what the
/// layer reads in the float network. For a network that was just calibrated.
void setDivisors(mapping::Quantisation &quantisation, const network::Network &network, const NetworkTensors &tensors,
                 const mapping::CostTable &table, const torch::Tensor &images);

} // namespace odimo::learn
