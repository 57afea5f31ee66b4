// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/observed_model.h"

#include "core/base/error.h"
#include "core/learn/model/own_tensors.h"

namespace odimo::learn {

using torch::Tensor;

namespace {

const mapping::Quantisation &correctedQuantisation(const mapping::TrainedNetwork &trained)
{
    const std::string &name = trained.model.network.name();
    if (!trained.mapping || !trained.quantisation)
        throw Error("The network " + name + " has no mapping or no quantisation; it needs both to be recalibrated.");
    if (trained.quantisation->style != protocol::nameOf(protocol::QuantiserStyle::Corrected))
        throw Error("The network " + name + " is quantised in the style " + trained.quantisation->style +
                    ", which cannot be analysed or recalibrated; use the quantisers \"" +
                    protocol::nameOf(protocol::QuantiserStyle::Corrected) + "\".");
    return *trained.quantisation;
}

} // namespace

ObservedModel::ObservedModel(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                             torch::Device device)
    : m_trained(trained), m_tensors(toTorch(trained.model.network, trained.model.parameters, device)),
      m_activations(trained.model.network, correctedQuantisation(trained))
{
    torch::NoGradGuard frozen;
    for (Tensor &tensor : trainableTensors(m_tensors))
        tensor.requires_grad_(false);
    m_layers = QuantisedModel(trained, table, ScaleTraining::Frozen, device).weights().layers();
    for (BranchLayer &layer : m_layers)
        for (Branch &branch : layer.branches)
            for (Tensor *tensor : {&branch.weight, &branch.bias})
                if (tensor->defined())
                    tensor->requires_grad_(false);
    BranchWeights weights(m_tensors, m_layers, BiasRule::IntegerGrid);
    for (int node = 0; node <= network().output(); ++node)
        m_effective.push_back(weights.of(node));
}

Tensor ObservedModel::logits(const Tensor &images, LayerObserver &observer)
{
    FloatWeights weights(m_effective);
    return execute(network(), weights, m_activations, images, Mode::Inference, &observer);
}

void ObservedModel::change(int node, NodeTensors own, BranchLayer branches)
{
    const auto index = static_cast<std::size_t>(node);
    m_tensors[index] = std::move(own);
    m_layers[index] = std::move(branches);
    std::vector<BranchLayer> alone(m_layers.size());
    alone[index] = m_layers[index];
    m_effective[index] = BranchWeights(m_tensors, std::move(alone), BiasRule::IntegerGrid).of(node);
}

mapping::TrainedNetwork ObservedModel::trained() const
{
    mapping::TrainedNetwork trained = m_trained;
    trained.model.parameters = fromTorch(network(), m_tensors);
    storeOwnTensors(m_layers, trained.branches);
    for (mapping::WeightScales &each : trained.quantisation->weights)
        for (const Branch &branch : branches(network().find(each.layer)).branches)
            if (branch.unit == each.unit) {
                each.scales = valuesOf(branch.scale());
                each.exponent = branch.exponent;
                if (branch.converter)
                    each.divisor = branch.converter->divisor;
            }
    return trained;
}

} // namespace odimo::learn
