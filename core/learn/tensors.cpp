// SPDX-License-Identifier: Apache-2.0
#include "core/learn/tensors.h"

#include "core/base/error.h"

#include <ATen/Context.h>
#include <torch/cuda.h>

namespace odimo::learn {

torch::Device deviceNamed(const std::string &name)
{
    if (name == "cpu")
        return torch::kCPU;
    if (name != "cuda")
        throw Error("Device \"" + name + "\" is unknown; choose cpu or cuda.");
    if (!torch::cuda::is_available())
        throw Error("Device cuda was asked for, but this LibTorch sees no GPU", ErrorKind::BadInput, Remedy::DeviceCpu);
    at::globalContext().setAllowTF32CuDNN(false); // It would round what a convolution reads to 11 bits.
    return torch::kCUDA;
}

torch::Tensor toTorch(const network::Tensor &tensor, torch::Device device)
{
    torch::Tensor copy = torch::empty(tensor.shape, torch::kFloat32);
    std::copy(tensor.values.begin(), tensor.values.end(), copy.data_ptr<float>());
    if (copy.dim() == 4)
        copy = copy.contiguous(torch::MemoryFormat::ChannelsLast);
    return copy.to(device);
}

network::Tensor fromTorch(const torch::Tensor &tensor)
{
    const torch::Tensor dense = tensor.detach().to(torch::kCPU).contiguous();
    network::Tensor copy{dense.sizes().vec(), {}};
    copy.values.assign(dense.data_ptr<float>(), dense.data_ptr<float>() + dense.numel());
    return copy;
}

torch::Tensor divisor(double value, const torch::Tensor &x) { return torch::full({}, value, x.options()); }

std::vector<double> valuesOf(const torch::Tensor &tensor)
{
    const torch::Tensor values = tensor.detach().to(torch::kCPU).to(torch::kFloat64).contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

namespace {

struct NamedTensor {
    const char *parameter;
    torch::Tensor NodeTensors::*member;
};

constexpr NamedTensor namedTensors[] = {
    {"weight", &NodeTensors::weight},
    {"bias", &NodeTensors::bias},
    {"running_mean", &NodeTensors::runningMean},
    {"running_var", &NodeTensors::runningVariance},
};

} // namespace

NetworkTensors toTorch(const network::Network &network, const network::Parameters &parameters, torch::Device device)
{
    network::checkParameters(network, parameters);
    NetworkTensors tensors(network.nodes().size());
    for (std::size_t node = 0; node < tensors.size(); ++node) {
        for (const NamedTensor &named : namedTensors) {
            const auto found = parameters.find(network.nodes()[node].name + "." + named.parameter);
            if (found != parameters.end())
                tensors[node].*named.member = toTorch(found->second, device);
        }
    }
    for (torch::Tensor &tensor : trainableTensors(tensors))
        tensor.requires_grad_(true);
    return tensors;
}

network::Parameters fromTorch(const network::Network &network, const NetworkTensors &tensors)
{
    network::Parameters parameters;
    for (std::size_t node = 0; node < tensors.size(); ++node)
        for (const NamedTensor &named : namedTensors)
            if (const torch::Tensor &tensor = tensors[node].*named.member; tensor.defined())
                parameters[network.nodes()[node].name + "." + named.parameter] = fromTorch(tensor);
    return parameters;
}

std::vector<torch::Tensor> trainableTensors(const NetworkTensors &tensors)
{
    std::vector<torch::Tensor> trainable;
    for (const NodeTensors &node : tensors) {
        if (node.weight.defined())
            trainable.push_back(node.weight);
        if (node.bias.defined())
            trainable.push_back(node.bias);
    }
    return trainable;
}

} // namespace odimo::learn
