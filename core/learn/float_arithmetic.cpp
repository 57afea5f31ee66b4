// SPDX-License-Identifier: Apache-2.0
#include "core/learn/float_arithmetic.h"

namespace odimo::learn {

using torch::Tensor;

Tensor FloatActivations::finish(int, Tensor x, bool relu) { return relu ? x.relu_() : x; }

Tensor FloatActivations::add(int, const Tensor &a, const Tensor &b, bool relu)
{
    Tensor sum = a + b;
    return relu ? sum.relu_() : sum;
}

Tensor FloatActivations::average(int, Tensor mean) { return mean; }

} // namespace odimo::learn
