// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/weight_form.h"

namespace odimo::learn {

using torch::Tensor;

Tensor inForm(platform::WeightForm form, const Tensor &weight)
{
    switch (form) {
    case platform::WeightForm::Full:
        return weight;
    case platform::WeightForm::Diagonal:
    case platform::WeightForm::Zero:
        return weight * maskOf(form, weight);
    }
    return {};
}

Tensor embedded(const Tensor &kernels)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(kernels.dim()), 1);
    shape[0] = shape[1] = kernels.size(0);
    return kernels * torch::eye(kernels.size(0), kernels.options().requires_grad(false)).view(shape);
}

Tensor maskOf(platform::WeightForm form, const Tensor &weight)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
    shape[0] = weight.size(0);
    shape[1] = weight.size(1);
    const auto options = weight.options().requires_grad(false);
    switch (form) {
    case platform::WeightForm::Full:
        return torch::ones(shape, options);
    case platform::WeightForm::Diagonal:
        return torch::eye(shape[0], shape[1], options).view(shape);
    case platform::WeightForm::Zero:
        return torch::zeros(shape, options);
    }
    return {};
}

} // namespace odimo::learn
