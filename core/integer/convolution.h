// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/executor.h"

namespace odimo::integer {

/// `made` has the shape of the output and is filled with codes of `range`.
void convolve(const network::Convolution &op, const QuantisedLayer &layer, const CodeTensor &x, const CodeRange &range,
              CodeTensor &made);

} // namespace odimo::integer
