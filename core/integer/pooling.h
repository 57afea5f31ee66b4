// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/executor.h"

namespace odimo::integer {

// Pools keep the scale of what they read; `made` has the shape of the output.

/// The largest code of what of the window lies in the image.
void maxPool(const network::MaxPool &op, const CodeTensor &x, CodeTensor &made);

/// The mean of what lies in the image and in the counted padding, truncated toward zero.
void averagePool(const network::AveragePool &op, const CodeTensor &x, CodeTensor &made);

} // namespace odimo::integer
