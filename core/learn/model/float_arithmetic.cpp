// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/float_arithmetic.h"

namespace odimo::learn {

using torch::Tensor;

Values FloatActivations::finish(int, Tensor x, const Tensor &, const Rectifier &relu)
{
    if (!relu)
        return {x};
    return {*relu == network::Relu{} ? x.relu_() : x.clamp(0, relu->ceiling)};
}

Values FloatActivations::add(int node, const Tensor &a, const Tensor &b, const Rectifier &relu)
{
    return finish(node, a + b, {}, relu);
}

Tensor FloatActivations::average(int, Tensor mean) { return mean; }

} // namespace odimo::learn
