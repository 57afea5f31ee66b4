// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/kernel_scale.h"

#include "core/integer/weight_codes.h"
#include "core/learn/quantise/weight_scales.h"

#include <algorithm>

namespace odimo::learn {

using torch::Tensor;

bool hasKernelScale(const Branch &branch)
{
    return branch.form() == platform::WeightForm::Diagonal &&
           branch.format.weightScale == platform::WeightScale::PowerOfTwoPerLayer;
}

void setKernelScale(Branch &branch, const std::vector<bool> &computes, const integer::LayerSteps &steps)
{
    std::vector<std::int64_t> channels;
    for (std::size_t c = 0; c < computes.size(); ++c)
        if (computes[c])
            channels.push_back(static_cast<std::int64_t>(c));
    const Tensor index = torch::tensor(channels, branch.weight.options().dtype(torch::kInt64).requires_grad(false));
    const Tensor kernels = branch.weight.index_select(0, index);
    const int bits = branch.format.weightBits;
    const double most = integer::largestWeight(bits) * steps.output / steps.input;
    branch.parameter = torch::full_like(branch.parameter, std::min(powerOfTwoStepScale(kernels, bits), most));
}

} // namespace odimo::learn
