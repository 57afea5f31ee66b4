// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/trained_models.h"

#include "core/base/error.h"
#include "core/integer/activation_scales.h"
#include "core/integer/multipliers.h"
#include "core/learn/model/code_activations.h"
#include "core/learn/model/own_tensors.h"
#include "core/learn/model/parameter_state.h"
#include "core/mapping/branch_tensors.h"
#include "core/platform/branch_parameters.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr double firstAlpha = 0.01;
/// Of a channel's unit in the mapping that a search starts from; the negative elsewhere. softmax: 0.88 and 0.12.
constexpr double startAlpha = 1;

Tensor toTensor(const std::vector<double> &values, torch::Device device)
{
    return torch::tensor(values, torch::kFloat64).to(torch::kFloat32).to(device);
}

/// The learned value behind a scale.
Tensor scaleParameter(ScaleForm form, const std::vector<double> &scales, torch::Device device)
{
    const Tensor scale = toTensor(scales, device);
    return (form == ScaleForm::Exponential ? scale.log() : scale).requires_grad_(form != ScaleForm::Fixed);
}

/// One-hot [branches, C] of the channels of a layer; 0 where a channel has no unit.
Tensor oneHot(const std::vector<std::optional<int>> &unitOfChannel, const std::vector<Branch> &branches,
              torch::Device device)
{
    Tensor shares =
        torch::zeros({static_cast<std::int64_t>(branches.size()), static_cast<std::int64_t>(unitOfChannel.size())});
    for (std::size_t channel = 0; channel < unitOfChannel.size(); ++channel)
        for (std::size_t i = 0; i < branches.size(); ++i)
            if (branches[i].unit == unitOfChannel[channel])
                shares[static_cast<std::int64_t>(i)][static_cast<std::int64_t>(channel)] = 1;
    return shares.to(device);
}

/// The shares that a search starts from, all but equal, and those it may not move.
void startSearch(BranchLayer &layer, const std::vector<std::optional<int>> &pins, torch::Device device)
{
    const auto branches = static_cast<std::int64_t>(layer.branches.size());
    layer.alpha = torch::full({branches, static_cast<std::int64_t>(pins.size())}, firstAlpha,
                              torch::TensorOptions(torch::kFloat32).device(device))
                      .requires_grad_(true);
    if (std::any_of(pins.begin(), pins.end(), [](const std::optional<int> &pin) { return pin.has_value(); }))
        layer.pinned = oneHot(pins, layer.branches, device);
}

} // namespace

FloatModel::FloatModel(const network::Model &model, torch::Device device)
    : m_network(model.network), m_tensors(toTorch(model.network, model.parameters, device)), m_weights(m_tensors)
{
}

Tensor FloatModel::logits(const Tensor &images, Mode mode)
{
    return execute(m_network, m_weights, m_activations, images, mode);
}

std::vector<StateTensor> FloatModel::state() { return parameterState(m_network, m_tensors); }

network::Model FloatModel::model() const { return {m_network, fromTorch(m_network, m_tensors)}; }

ScaleTraining scaleTraining(const protocol::Schedule &schedule)
{
    return schedule.scaleRate > 0 ? ScaleTraining::Learned : ScaleTraining::Frozen;
}

QuantisedModel::QuantisedModel(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                               ScaleTraining scales, torch::Device device, const mapping::Restrictions &restrictions)
    : m_trained(trained), m_scales(scales), m_tensors(toTorch(trained.model.network, trained.model.parameters, device))
{
    if (!trained.quantisation)
        throw Error("The network " + trained.model.network.name() +
                    " has no quantisation; it must be calibrated first.");
    mapping::addBranchTensors(m_trained, table.platform);
    const BiasRule biasRule = isPublished()     ? BiasRule::Published
                              : trained.mapping ? BiasRule::IntegerGrid
                                                : BiasRule::Float;
    m_weights = std::make_unique<BranchWeights>(m_tensors, branchLayers(table, restrictions, device), biasRule);
    if (isPublished())
        setPublishedActivations(device);
    else
        m_activations = std::make_unique<CodeActivations>(m_trained.model.network, *trained.quantisation);
}

bool QuantisedModel::isPublished() const
{
    return m_trained.quantisation->style == protocol::nameOf(protocol::QuantiserStyle::Published);
}

ScaleForm QuantisedModel::formOf(platform::WeightScale rule) const
{
    if (m_scales == ScaleTraining::Frozen || (m_trained.mapping && !isPublished()))
        return ScaleForm::Fixed;
    switch (rule) {
    case platform::WeightScale::PowerOfTwoPerLayer:
        return isPublished() ? ScaleForm::PowerOfTwo : ScaleForm::Fixed;
    case platform::WeightScale::RealPerChannel:
        return ScaleForm::Exponential;
    }
    return ScaleForm::Fixed;
}

std::vector<BranchLayer> QuantisedModel::branchLayers(const mapping::CostTable &table,
                                                      const mapping::Restrictions &restrictions,
                                                      torch::Device device) const
{
    const mapping::Quantisation &quantisation = *m_trained.quantisation;
    const network::Network &network = m_trained.model.network;
    const std::vector<mapping::ActivationScale> activationScales = integer::scalesByNode(network, quantisation);
    std::map<std::pair<std::string, int>, const mapping::WeightScales *> scales;
    for (const mapping::WeightScales &each : quantisation.weights)
        scales[{each.layer, each.unit}] = &each;

    std::vector<BranchLayer> layers(network.nodes().size());
    for (std::size_t index = 0; index < table.layers.size(); ++index) {
        const platform::Layer &layer = table.layers[index].layer;
        BranchLayer &made = layers[static_cast<std::size_t>(layer.node)];
        made.steps = integer::stepsOfLayer(network, activationScales, layer.node);
        for (const platform::Branch &branch : table.layers[index].branches) {
            const platform::NumericFormat &format = branch.format;
            mapping::WeightScales held = *scales.at({layer.geometry.name, branch.unit});
            const bool isInteger = m_trained.mapping && !isPublished();
            if (isInteger && format.weightScale == platform::WeightScale::RealPerChannel)
                integer::completeMultipliers(held);
            const ScaleForm form = formOf(format.weightScale);
            const platform::ComputeUnit &unit = table.platform.units[static_cast<std::size_t>(branch.unit)];
            Branch own{branch, form, scaleParameter(form, held.scales, device), held.exponent, {}};
            if (platform::ownsTensors(branch))
                takeOwnTensors(own, platform::branchTensorName(layer.geometry.name, unit), m_trained.branches, device);
            if (isInteger && format.converter)
                own.converter = integer::converterOf(network.node(layer.node), unit, held);
            made.branches.push_back(std::move(own));
        }
        if (made.branches.size() < 2)
            continue;
        if (m_trained.mapping) {
            const std::vector<int> &units = m_trained.mapping->layers[index].unitOfChannel;
            made.fixed = oneHot({units.begin(), units.end()}, made.branches, device);
        } else {
            startSearch(made, mapping::pinnedUnits(restrictions, table.layers[index]), device);
        }
    }
    return layers;
}

void QuantisedModel::setPublishedActivations(torch::Device device)
{
    const network::Network &network = m_trained.model.network;
    const std::vector<mapping::ActivationScale> scales = integer::scalesByNode(network, *m_trained.quantisation);
    std::vector<Tensor> inputClips(scales.size());
    m_clips.resize(scales.size());
    for (int node = 0; node <= network.output(); ++node) {
        const auto index = static_cast<std::size_t>(node);
        if (node > 0)
            inputClips[index] =
                m_clips[static_cast<std::size_t>(integer::quantiserOf(network, network.node(node).inputs.front()))];
        if (!integer::quantises(network.node(node)))
            continue;
        const double clip = (std::ldexp(1.0, scales[index].bits) - 1) * std::ldexp(1.0, scales[index].exponent);
        m_clips[index] = torch::full({1}, clip, torch::TensorOptions(torch::kFloat32).device(device))
                             .requires_grad_(m_scales == ScaleTraining::Learned);
    }
    m_activations = std::make_unique<PublishedActivations>(network, m_clips, scales.front().bits);
    m_weights->setClips(std::move(inputClips));
}

void QuantisedModel::startFrom(const mapping::Mapping &mapping, const mapping::CostTable &table)
{
    torch::NoGradGuard frozen;
    for (std::size_t index = 0; index < table.layers.size(); ++index) {
        const BranchLayer &layer = m_weights->layers()[static_cast<std::size_t>(table.layers[index].layer.node)];
        if (!layer.alpha.defined())
            continue;
        const std::vector<int> &units = mapping.layers[index].unitOfChannel;
        const Tensor chosen = oneHot({units.begin(), units.end()}, layer.branches, layer.alpha.device());
        Tensor alpha = layer.alpha;
        alpha.copy_((2 * chosen - 1) * startAlpha);
    }
}

Tensor QuantisedModel::logits(const Tensor &images, Mode mode)
{
    return execute(m_trained.model.network, *m_weights, *m_activations, images, mode);
}

std::vector<StateTensor> QuantisedModel::state()
{
    const network::Network &network = m_trained.model.network;
    std::vector<StateTensor> state = parameterState(network, m_tensors);
    for (int node = 0; node <= network.output(); ++node) {
        const BranchLayer &layer = m_weights->layers()[static_cast<std::size_t>(node)];
        const std::string &name = network.node(node).name;
        for (const Branch &branch : layer.branches) {
            if (branch.weight.defined())
                state.push_back({branch.own + ".weight", branch.weight, Role::Weight});
            if (branch.bias.defined())
                state.push_back({branch.own + ".bias", branch.bias, Role::Weight});
        }
        if (layer.alpha.defined())
            state.push_back({name + ".alpha", layer.alpha, Role::Mixing});
        for (const Branch &branch : layer.branches)
            if (branch.scaleForm != ScaleForm::Fixed)
                state.push_back({name + ".scale" + std::to_string(branch.unit), branch.parameter, Role::Scale});
        if (!m_clips.empty() && integer::quantises(network.node(node)))
            state.push_back({name + ".clip", m_clips[static_cast<std::size_t>(node)],
                             m_scales == ScaleTraining::Learned ? Role::Scale : Role::Statistic});
    }
    return state;
}

void QuantisedModel::beginEpoch(int epoch) { m_weights->temperature = std::pow(m_temperatureFactor, epoch); }

mapping::TrainedNetwork QuantisedModel::trained() const
{
    mapping::TrainedNetwork trained = m_trained;
    const network::Network &network = trained.model.network;
    trained.model.parameters = fromTorch(network, m_tensors);
    storeOwnTensors(m_weights->layers(), trained.branches);
    for (mapping::WeightScales &each : trained.quantisation->weights) {
        const BranchLayer &layer = m_weights->layers()[static_cast<std::size_t>(network.find(each.layer))];
        for (const Branch &branch : layer.branches)
            if (branch.unit == each.unit) {
                each.scales = valuesOf(branch.scale());
                each.exponent = branch.exponent;
                if (branch.converter)
                    each.divisor = branch.converter->divisor;
            }
    }
    if (!m_clips.empty())
        for (mapping::ActivationScale &each : trained.quantisation->activations) {
            const double clip = m_clips[static_cast<std::size_t>(network.find(each.node))].item<double>();
            each.exponent = static_cast<int>(std::ceil(std::log2(clip / (std::ldexp(1.0, each.bits) - 1)) - 1e-6));
        }
    return trained;
}

} // namespace odimo::learn
