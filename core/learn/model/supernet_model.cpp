// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/supernet_model.h"

#include "core/learn/model/parameter_state.h"
#include "core/learn/model/weight_form.h"
#include "core/platform/branch_parameters.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr std::uint64_t drawPurpose = 51;
constexpr std::uint64_t kernelPurpose = 52;

/// The layers of the simplified network that have branches with tensors of their own, by their names.
std::vector<const mapping::LayerTable *> ownLayers(const mapping::CostTable &table)
{
    std::vector<const mapping::LayerTable *> layers;
    for (const mapping::LayerTable &layer : table.layers)
        if (std::ranges::any_of(layer.branches, platform::ownsTensors))
            layers.push_back(&layer);
    return layers;
}

/// Behind the layer, in order.
std::vector<int> normalisationsOf(const network::Network &network, int layer)
{
    const std::vector<int> layerOf = platform::normalisedLayers(network);
    std::vector<int> nodes;
    for (int node = 0; node <= network.output(); ++node)
        if (layerOf[static_cast<std::size_t>(node)] == layer &&
            std::holds_alternative<network::BatchNormalization>(network.node(node).op))
            nodes.push_back(node);
    return nodes;
}

/// As network::initialise has those of a depthwise layer (fan-out k * k).
Tensor newKernels(const Tensor &weight, Random &random)
{
    const std::int64_t channels = weight.size(0), kernel = weight.size(2) * weight.size(3);
    const double deviation = std::sqrt(2 / static_cast<double>(kernel));
    network::Tensor drawn{{channels, 1, weight.size(2), weight.size(3)}, {}};
    for (std::int64_t i = 0; i < channels * kernel; ++i)
        drawn.values.push_back(static_cast<float>(deviation * random.normal()));
    return toTorch(drawn, weight.device());
}

NodeTensors copyOf(const NodeTensors &tensors)
{
    NodeTensors copy;
    for (Tensor NodeTensors::*member : {&NodeTensors::weight, &NodeTensors::bias})
        if ((tensors.*member).defined())
            copy.*member = (tensors.*member).detach().clone().requires_grad_(true);
    for (Tensor NodeTensors::*member : {&NodeTensors::runningMean, &NodeTensors::runningVariance})
        if ((tensors.*member).defined())
            copy.*member = (tensors.*member).clone();
    return copy;
}

std::vector<SupernetLayer> makeLayers(const network::Network &network, const NetworkTensors &tensors,
                                      const mapping::CostTable &table, std::uint64_t seed)
{
    std::vector<SupernetLayer> layers;
    for (const mapping::LayerTable *each : ownLayers(table)) {
        SupernetLayer made;
        made.node = network.find(each->layer.geometry.name);
        made.normalisations = normalisationsOf(network, made.node);
        const NodeTensors &whole = tensors[static_cast<std::size_t>(made.node)];
        for (const platform::Branch &branch : each->branches) {
            if (!platform::ownsTensors(branch))
                continue;
            Random random(deriveSeed(deriveSeed(seed, kernelPurpose + static_cast<std::uint64_t>(branch.unit)),
                                     static_cast<std::uint64_t>(made.node)));
            SupernetBranch own{table.platform.units[static_cast<std::size_t>(branch.unit)].name, copyOf(whole), {}};
            own.layer.weight = newKernels(whole.weight, random).requires_grad_(true);
            for (const int node : made.normalisations)
                own.normalisations.push_back(copyOf(tensors[static_cast<std::size_t>(node)]));
            made.branches.push_back(std::move(own));
        }
        layers.push_back(std::move(made));
    }
    return layers;
}

/// Values of channels [C], each from the branch that computes it.
Tensor gathered(const SupernetLayer &layer, const Tensor &whole, const std::vector<Tensor> &own)
{
    Tensor values = whole * (1 - layer.shares.sum(0));
    for (std::size_t i = 0; i < own.size(); ++i)
        values = values + own[i] * layer.shares[static_cast<std::int64_t>(i)];
    return values;
}

std::vector<Tensor> ofBranches(const SupernetLayer &layer, std::size_t index, Tensor NodeTensors::*member)
{
    std::vector<Tensor> values;
    for (const SupernetBranch &branch : layer.branches)
        values.push_back(branch.normalisations[index].*member);
    return values;
}

} // namespace

SupernetWeights::SupernetWeights(const NetworkTensors &tensors, std::vector<SupernetLayer> layers)
    : m_tensors(tensors), m_layers(std::move(layers)), m_used(tensors.size()), m_layerOf(tensors.size(), -1)
{
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        m_layerOf[static_cast<std::size_t>(m_layers[i].node)] = static_cast<int>(i);
        for (const int node : m_layers[i].normalisations)
            m_layerOf[static_cast<std::size_t>(node)] = static_cast<int>(i);
        setChannels(i, std::vector<int>(m_layers[i].branches.size(), 0));
    }
}

void SupernetWeights::setChannels(std::size_t layer, const std::vector<int> &channels)
{
    SupernetLayer &own = m_layers[layer];
    const Tensor &weight = m_tensors[static_cast<std::size_t>(own.node)].weight;
    Tensor shares = torch::zeros({static_cast<std::int64_t>(own.branches.size()), weight.size(0)});
    std::int64_t end = weight.size(0);
    for (std::size_t i = channels.size(); i-- > 0;) {
        shares[static_cast<std::int64_t>(i)].slice(0, end - channels[i], end).fill_(1);
        end -= channels[i];
    }
    own.shares = shares.to(weight.device());
}

NodeTensors SupernetWeights::of(int node)
{
    const auto index = static_cast<std::size_t>(node);
    if (m_layerOf[index] < 0)
        return m_tensors[index];
    const SupernetLayer &layer = m_layers[static_cast<std::size_t>(m_layerOf[index])];
    if (node != layer.node) {
        const auto found = std::ranges::find(layer.normalisations, node);
        return normalisation(layer, static_cast<std::size_t>(found - layer.normalisations.begin()), node);
    }
    NodeTensors effective = m_tensors[index];
    std::vector<std::int64_t> shape(static_cast<std::size_t>(effective.weight.dim()), 1);
    shape[0] = -1;
    Tensor weight = effective.weight * (1 - layer.shares.sum(0)).view(shape);
    std::vector<Tensor> biases;
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const NodeTensors &own = layer.branches[i].layer;
        weight = weight + embedded(own.weight * layer.shares[static_cast<std::int64_t>(i)].view(shape));
        biases.push_back(own.bias);
    }
    effective.weight = weight;
    if (effective.bias.defined())
        effective.bias = gathered(layer, effective.bias, biases);
    return effective;
}

NodeTensors SupernetWeights::normalisation(const SupernetLayer &layer, std::size_t index, int node)
{
    const NodeTensors &whole = m_tensors[static_cast<std::size_t>(node)];
    NodeTensors &used = m_used[static_cast<std::size_t>(node)];
    for (Tensor NodeTensors::*member :
         {&NodeTensors::weight, &NodeTensors::bias, &NodeTensors::runningMean, &NodeTensors::runningVariance})
        used.*member = gathered(layer, whole.*member, ofBranches(layer, index, member));
    return used;
}

void SupernetWeights::keepStatistics()
{
    torch::NoGradGuard frozen;
    for (const SupernetLayer &layer : m_layers)
        for (std::size_t index = 0; index < layer.normalisations.size(); ++index) {
            const auto node = static_cast<std::size_t>(layer.normalisations[index]);
            for (Tensor NodeTensors::*member : {&NodeTensors::runningMean, &NodeTensors::runningVariance}) {
                const Tensor &found = m_used[node].*member;
                Tensor whole = m_tensors[node].*member;
                whole.copy_(torch::where(layer.shares.sum(0) == 0, found, whole));
                for (std::size_t i = 0; i < layer.branches.size(); ++i) {
                    Tensor own = layer.branches[i].normalisations[index].*member;
                    own.copy_(torch::where(layer.shares[static_cast<std::int64_t>(i)] == 1, found, own));
                }
            }
        }
}

bool SupernetModel::fits(const network::Network &network, const mapping::CostTable &table)
{
    const std::vector<const mapping::LayerTable *> layers = ownLayers(table);
    return !layers.empty() && std::ranges::all_of(layers, [&](const mapping::LayerTable *layer) {
        return !normalisationsOf(network, network.find(layer->layer.geometry.name)).empty();
    });
}

SupernetModel::SupernetModel(const network::Model &model, const mapping::CostTable &table, std::uint64_t seed,
                             torch::Device device)
    : m_network(model.network), m_table(table), m_tensors(toTorch(model.network, model.parameters, device)),
      m_weights(m_tensors, makeLayers(m_network, m_tensors, table, seed)), m_seed(deriveSeed(seed, drawPurpose)),
      m_random(m_seed)
{
}

void SupernetModel::beginEpoch(int epoch) { m_random = Random(deriveSeed(m_seed, static_cast<std::uint64_t>(epoch))); }

void SupernetModel::setChannels(std::size_t layer, const std::vector<int> &channels)
{
    if (std::exchange(m_isDrawn, false))
        standAll(false);
    m_weights.setChannels(layer, channels);
}

/// Whole numbers from 0 to C, all equally likely, between the operators of each layer.
void SupernetModel::draw()
{
    for (std::size_t i = 0; i < layers().size(); ++i) {
        const auto channels = static_cast<int>(layers()[i].shares.size(1));
        std::vector<int> ends{channels};
        for (std::size_t branch = 0; branch < layers()[i].branches.size(); ++branch)
            ends.push_back(m_random.below(channels + 1));
        std::ranges::sort(ends);
        std::vector<int> counts;
        for (std::size_t branch = 0; branch + 1 < ends.size(); ++branch)
            counts.push_back(ends[branch + 1] - ends[branch]);
        m_weights.setChannels(i, counts);
    }
}

void SupernetModel::standAll(bool onOwnBranches)
{
    for (std::size_t i = 0; i < layers().size(); ++i) {
        std::vector<int> counts(layers()[i].branches.size(), 0);
        if (onOwnBranches)
            counts.front() = static_cast<int>(layers()[i].shares.size(1));
        m_weights.setChannels(i, counts);
    }
}

Tensor SupernetModel::logits(const Tensor &images, Mode mode)
{
    const bool isTraining = mode == Mode::Training || mode == Mode::MixedTraining;
    if (isTraining)
        draw();
    else if (m_isDrawn)
        standAll(false);
    m_isDrawn = isTraining;
    const Tensor logits = execute(m_network, m_weights, m_activations, images, mode);
    if (isTraining || mode == Mode::EstimatingStatistics)
        m_weights.keepStatistics();
    return logits;
}

void SupernetModel::settle(const Tensor &images)
{
    torch::NoGradGuard frozen;
    for (const bool onOwnBranches : {true, false}) { // What is in all mappings ends with the statistics of the last.
        m_isDrawn = false;
        standAll(onOwnBranches);
        logits(images, Mode::EstimatingStatistics);
    }
}

std::vector<StateTensor> SupernetModel::state()
{
    std::vector<StateTensor> state = parameterState(m_network, m_tensors);
    for (const SupernetLayer &layer : layers())
        for (const SupernetBranch &branch : layer.branches) {
            addState(state, m_network.node(layer.node).name + "@" + branch.unit, branch.layer);
            for (std::size_t i = 0; i < layer.normalisations.size(); ++i)
                addState(state, m_network.node(layer.normalisations[i]).name + "@" + branch.unit,
                         branch.normalisations[i]);
        }
    return state;
}

mapping::TrainedNetwork SupernetModel::trained() const
{
    network::Parameters branches;
    const auto add = [&](const std::string &name, const NodeTensors &tensors) {
        std::vector<StateTensor> state;
        addState(state, name, tensors);
        for (const StateTensor &each : state)
            branches[each.name] = fromTorch(each.tensor);
    };
    const auto addStatistics = [&](const std::string &name, const NodeTensors &normalisation) {
        branches[name + ".mean"] = fromTorch(normalisation.bias);
        branches[name + ".deviation"] = fromTorch(normalisation.weight.abs());
    };
    for (const SupernetLayer &layer : layers())
        for (const SupernetBranch &branch : layer.branches) {
            const std::string &name = m_network.node(layer.node).name;
            add(name + "@" + branch.unit, branch.layer);
            for (std::size_t i = 0; i < layer.normalisations.size(); ++i)
                add(m_network.node(layer.normalisations[i]).name + "@" + branch.unit, branch.normalisations[i]);
            addStatistics(name + "@" + branch.unit, branch.normalisations.back());
        }
    for (const mapping::LayerTable &layer : m_table.layers) {
        const std::string &name = layer.layer.geometry.name;
        const std::vector<int> normalisations = normalisationsOf(m_network, m_network.find(name));
        for (const platform::Branch &branch : layer.branches)
            if (!normalisations.empty() && !platform::ownsTensors(branch))
                addStatistics(
                    platform::branchTensorName(name, m_table.platform.units[static_cast<std::size_t>(branch.unit)]),
                    m_tensors[static_cast<std::size_t>(normalisations.back())]);
    }
    return mapping::simplified({m_network, fromTorch(m_network, m_tensors)}, branches, m_table.platform);
}

} // namespace odimo::learn
