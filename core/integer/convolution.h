// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/executor.h"

namespace odimo::integer {

/// The layer `node` as the convolution `op` of the codes `x`. `made` has the shape of the output.
void convolve(const network::Convolution &op, const QuantisedNetwork &network, int node, const CodeTensor &x,
              CodeTensor &made);

} // namespace odimo::integer
