// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/recalibration.h"

#include "core/integer/mapped_network.h"
#include "core/integer/multipliers.h"
#include "core/learn/analyse/channel_changes.h"
#include "core/learn/analyse/divisors.h"
#include "core/learn/analyse/kernel_scale.h"
#include "core/learn/analyse/layer_fit.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/model/branch_reading.h"
#include "core/learn/quantise/weight_scales.h"
#include "core/mapping/branch_tensors.h"
#include "core/platform/branch_parameters.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr double smallestSpread = 1e-6;
constexpr double leastGain = 0.25;
constexpr double mostGain = 4;

ChannelStatistics statisticsOf(const Tensor &y)
{
    const Tensor values = y.dim() == 4 ? y.permute({0, 2, 3, 1}).reshape({-1, y.size(1)}) : y;
    const auto count = static_cast<double>(values.size(0));
    const Tensor mean = values.sum(0).to(torch::kFloat64) / count;
    const Tensor squares = values.square().sum(0).to(torch::kFloat64) / count;
    return {mean, (squares - mean * mean).clamp_min(0).sqrt(), {}};
}

class StatisticsObserver : public LayerObserver {
public:
    explicit StatisticsObserver(const network::Network &network)
        : statistics(network.nodes().size()), m_network(network)
    {
    }

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        ChannelStatistics &made = statistics[static_cast<std::size_t>(node)];
        made = statisticsOf(y);
        made.rows = outputRows(m_network.node(node).op, x, y);
        return y;
    }

    PreActivationStatistics statistics;

private:
    const network::Network &m_network;
};

/// Sets a branch to multipliers near these scales, and returns what they stand for.
std::vector<double> setMultipliers(Branch &branch, const std::vector<double> &scales, const std::vector<double> &biases,
                                   const std::vector<bool> &computes, const integer::LayerSteps &steps)
{
    const std::optional<int> divisor = branch.converter ? std::optional(branch.converter->divisor) : std::nullopt;
    integer::Multipliers made =
        integer::multipliersOf(scales, biases, computes, integer::readBy(branch.format, steps), divisor);
    branch.exponent = made.exponent;
    branch.parameter = broadcastOver(made.scales, branch.parameter, 0);
    return std::move(made.scales);
}

/// Corrects one layer after the other while the images pass.
class Recalibration : public LayerObserver {
public:
    Recalibration(ObservedModel &model, const PreActivationStatistics &reference)
        : m_model(model), m_reference(reference), m_scales(integer::scalesByNode(model.network(), model.quantisation()))
    {
    }

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        const ChannelStatistics &wanted = m_reference[static_cast<std::size_t>(node)];
        if (!wanted.mean.defined())
            return y;
        if (!wanted.rows.defined())
            m_withNewKernels.insert(node); // Their scale follows the gains.
        else if (readsInRows(m_model.network().node(node).op))
            y = fitted(node, x, y, wanted.rows);
        return matched(node, y, wanted);
    }

private:
    /// What a layer reads and what it should put out.
    struct Rows {
        Tensor read, wanted;
    };

    /// Fits the weights of the channels that are not what they are in the reference; the new pre-activations.
    Tensor fitted(int node, const Tensor &x, const Tensor &y, const Tensor &wanted)
    {
        const network::Operator &op = m_model.network().node(node).op;
        const std::vector<double> error = valuesOf((outputRows(op, x, y) - wanted).abs().amax(0));
        if (std::ranges::all_of(error, [](double each) { return each == 0; }))
            return y;
        NodeTensors own = m_model.own(node);
        own.weight = own.weight.clone();
        BranchLayer layer = m_model.branches(node);
        const Tensor bias = realBias(layer, own);
        const std::vector<double> biases = bias.defined() ? valuesOf(bias) : std::vector<double>();
        for (std::size_t i = 0; i < layer.branches.size(); ++i) {
            const std::vector<bool> computes = channelsOf(layer, i, error.size());
            if (std::ranges::count(computes, true) == 0)
                continue;
            Branch &branch = layer.branches[i];
            const Tensor read = withoutBits(x, branch.format.droppedInputBits, layer.steps.input);
            Tensor weight = own.weight;
            if (branch.weight.defined())
                weight = branch.weight = branch.weight.clone();
            const ScaledWeights fitted = fit(branch, error, {readRows(op, read), wanted}, weight);
            if (branch.converter && isMostlyNew(error, computes))
                branch.converter->divisor = divisorFor(node, branch, fitted, bias, computes, x);
            const std::vector<double> stretch = fitted.scales.empty()
                                                    ? std::vector<double>(error.size(), 1)
                                                    : stretched(branch, fitted.scales, biases, computes, layer.steps);
            for (std::size_t c = 0; c < error.size(); ++c)
                if (const auto channel = static_cast<std::int64_t>(c); computes[c])
                    weight[channel] = (error[c] != 0 ? fitted.weight : weight)[channel] * stretch[c];
            if (hasKernelScale(branch) && isMostlyNew(error, computes)) {
                m_withNewKernels.insert(node);
                setKernelScale(branch, computes, layer.steps);
            }
        }
        m_model.change(node, own, layer);
        return preActivation(op, x, m_model.effective(node));
    }

    /// Half of the channels or more are not what they are in the reference. Channels that were trained with a divisor
    /// keep it.
    static bool isMostlyNew(const std::vector<double> &error, const std::vector<bool> &computes)
    {
        int news = 0;
        for (std::size_t c = 0; c < error.size(); ++c)
            news += computes[c] && error[c] != 0 ? 1 : 0;
        return 2 * news >= std::ranges::count(computes, true);
    }

    /// After the weights have changed.
    void setNewKernelScales(int node, BranchLayer &layer, std::size_t channels) const
    {
        for (std::size_t i = 0; m_withNewKernels.contains(node) && i < layer.branches.size(); ++i) {
            const std::vector<bool> computes = channelsOf(layer, i, channels);
            if (hasKernelScale(layer.branches[i]) && std::ranges::count(computes, true) > 0)
                setKernelScale(layer.branches[i], computes, layer.steps);
        }
    }

    /// For the channels that the unit computes.
    int divisorFor(int node, const Branch &branch, const ScaledWeights &fitted, const Tensor &bias,
                   const std::vector<bool> &computes, const Tensor &x) const
    {
        const network::Node &layer = m_model.network().node(node);
        std::vector<std::int64_t> channels;
        std::vector<double> scales;
        for (std::size_t c = 0; c < computes.size(); ++c)
            if (computes[c]) {
                channels.push_back(static_cast<std::int64_t>(c));
                scales.push_back(fitted.scales[c]);
            }
        const Tensor index = torch::tensor(channels, x.options().dtype(torch::kInt64));
        return fittedDivisor({layer.op, branch.format, rangeOf(layer.inputs.front()), rangeOf(node),
                              fitted.weight.index_select(0, index), scales,
                              bias.defined() ? bias.index_select(0, index) : Tensor()},
                             x);
    }

    CodeRange rangeOf(int node) const { return integer::codeRange(m_scales[static_cast<std::size_t>(node)]); }

    /// Weights, and scales where a channel has its own, of the channels that have an error; the others keep theirs.
    static ScaledWeights fit(const Branch &branch, const std::vector<double> &error, const Rows &rows,
                             const Tensor &weight)
    {
        switch (branch.format.weightScale) {
        case platform::WeightScale::PowerOfTwoPerLayer:
            return {realsOf(branch, rows, weight), {}};
        case platform::WeightScale::RealPerChannel: {
            const std::vector<double> scales = valuesOf(branch.scale());
            ScaledWeights fitted = scaled(branch, scales, rows, weight);
            for (std::size_t c = 0; c < scales.size(); ++c)
                if (error[c] == 0)
                    fitted.scales[c] = scales[c];
            return fitted;
        }
        }
        return {};
    }

    static Tensor realsOf(const Branch &branch, const Rows &rows, const Tensor &weight)
    {
        switch (branch.form()) {
        case platform::WeightForm::Full:
            return fitReals(weight, momentsOf(rows.read, rows.wanted));
        case platform::WeightForm::Diagonal:
            return fitDiagonal(weight, rows.read, rows.wanted);
        case platform::WeightForm::Zero:
            return torch::zeros_like(weight);
        }
        return {};
    }

    static ScaledWeights scaled(const Branch &branch, const std::vector<double> &scales, const Rows &rows,
                                const Tensor &weight)
    {
        const int bits = branch.format.weightBits;
        switch (branch.form()) {
        case platform::WeightForm::Full:
            return fitIntegers({weight, scales}, bits, momentsOf(rows.read, rows.wanted));
        case platform::WeightForm::Diagonal: {
            const Tensor kernels = fitDiagonal(weight, rows.read, rows.wanted);
            return {kernels, leastSquaresScales(kernels, bits)};
        }
        case platform::WeightForm::Zero:
            break; // Their biases are those of a power-of-two scale.
        }
        return {};
    }

    /// Sets the multipliers; how much larger they make each scale.
    static std::vector<double> stretched(Branch &branch, const std::vector<double> &scales,
                                         const std::vector<double> &biases, const std::vector<bool> &computes,
                                         const integer::LayerSteps &steps)
    {
        std::vector<double> stretch = setMultipliers(branch, scales, biases, computes, steps);
        for (std::size_t c = 0; c < scales.size(); ++c)
            stretch[c] /= scales[c];
        return stretch;
    }

    /// Gives every channel the wanted mean and spread.
    Tensor matched(int node, const Tensor &y, const ChannelStatistics &wanted)
    {
        const ChannelStatistics found = statisticsOf(y);
        NodeTensors own = m_model.own(node);
        BranchLayer layer = m_model.branches(node);
        std::vector<double> gains = wantedGains(valuesOf(found.spread), valuesOf(wanted.spread));
        const std::vector<double> held = heldBiases(node);
        if (!own.bias.defined()) {
            rescale(layer, gains, {});
            scaleWeights(layer, own, gains);
            setNewKernelScales(node, layer, gains.size());
            m_model.change(node, own, layer);
            return following(node, y, gains, held);
        }
        const std::vector<double> foundMean = valuesOf(found.mean);
        const std::vector<double> wantedMean = valuesOf(wanted.mean);
        const auto biases = [&, before = valuesOf(realBias(layer, own)), middles = middleValues(layer, own.weight)] {
            std::vector<double> bias = before;
            for (std::size_t c = 0; c < gains.size(); ++c)
                if (const double shift = wantedMean[c] - gains[c] * foundMean[c]; gains[c] != 1 || shift != 0)
                    bias[c] = gains[c] * (held[c] - middles[c]) + shift; // Middles follow the multipliers.
            return bias;
        };
        rescale(layer, gains, biases()); // The multipliers change the gains a little, and so the biases.
        scaleWeights(layer, own, gains);
        setBiases(layer, own, biases());
        setNewKernelScales(node, layer, gains.size());
        m_model.change(node, own, layer);
        return following(node, y, gains, held);
    }

    /// What the unit adds to the channels; empty if nothing.
    std::vector<double> heldBiases(int node) const
    {
        const Tensor &bias = m_model.effective(node).bias;
        return bias.defined() ? valuesOf(bias) : std::vector<double>();
    }

    /// The pre-activations after the layer's gains were changed, and its biases from `before`.
    Tensor following(int node, const Tensor &y, const std::vector<double> &gains,
                     const std::vector<double> &before) const
    {
        const Tensor gained = y * broadcastOver(gains, y, 1);
        std::vector<double> change = heldBiases(node);
        if (change.empty())
            return gained;
        for (std::size_t c = 0; c < gains.size(); ++c)
            change[c] -= gains[c] * before[c];
        return gained + broadcastOver(change, y, 1);
    }

    static std::vector<double> wantedGains(const std::vector<double> &found, const std::vector<double> &wanted)
    {
        std::vector<double> gains;
        for (std::size_t c = 0; c < found.size(); ++c)
            gains.push_back(std::clamp(std::max(wanted[c], smallestSpread) / std::max(found[c], smallestSpread),
                                       leastGain, mostGain));
        return gains;
    }

    /// Sets the scales of channels that have their own; their gains become what the multipliers make of them.
    static void rescale(BranchLayer &layer, std::vector<double> &gains, const std::vector<double> &biases)
    {
        for (std::size_t i = 0; i < layer.branches.size(); ++i) {
            Branch &branch = layer.branches[i];
            const std::vector<bool> computes = channelsOf(layer, i, gains.size());
            if (branch.format.weightScale != platform::WeightScale::RealPerChannel ||
                std::ranges::count(computes, true) == 0)
                continue;
            const std::vector<double> scales = valuesOf(branch.scale());
            std::vector<double> aim = scales;
            for (std::size_t c = 0; c < aim.size(); ++c)
                aim[c] *= computes[c] ? gains[c] : 1;
            aim = setMultipliers(branch, aim, biases, computes, layer.steps);
            for (std::size_t c = 0; c < aim.size(); ++c)
                if (computes[c])
                    gains[c] = aim[c] / scales[c];
        }
    }

    ObservedModel &m_model;
    const PreActivationStatistics &m_reference;
    const std::vector<mapping::ActivationScale> m_scales;
    std::set<int> m_withNewKernels; ///< Layers most of whose diagonal weights were not trained for their scale.
};

} // namespace

PreActivationStatistics preActivationStatistics(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                                const Tensor &images)
{
    torch::NoGradGuard frozen;
    ObservedModel model(trained, table, images.device());
    StatisticsObserver observer(trained.model.network);
    model.logits(images, observer);
    return std::move(observer.statistics);
}

PreActivationStatistics trainedStatistics(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                          torch::Device device)
{
    PreActivationStatistics statistics(trained.model.network.nodes().size());
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const mapping::LayerTable &layer = table.layers[i];
        const std::vector<int> &units = trained.mapping->layers[i].unitOfChannel;
        const auto gathered = [&](const std::string &parameter) {
            std::vector<float> values;
            for (std::size_t channel = 0; channel < units.size(); ++channel) {
                const platform::ComputeUnit &unit = table.platform.units[static_cast<std::size_t>(units[channel])];
                const auto found =
                    trained.branches.find(platform::branchTensorName(layer.layer.geometry.name, unit) + parameter);
                if (found == trained.branches.end())
                    return Tensor();
                values.push_back(found->second.values[channel]);
            }
            return torch::tensor(values).to(device, torch::kFloat64);
        };
        statistics[static_cast<std::size_t>(layer.layer.node)] = {gathered(".mean"), gathered(".deviation"), {}};
    }
    return statistics;
}

mapping::TrainedNetwork remapped(mapping::TrainedNetwork trained, const mapping::Mapping &mapping,
                                 const platform::Platform &platform)
{
    mapping::addBranchTensors(trained, platform);
    for (mapping::WeightScales &each : trained.quantisation->weights) {
        const platform::NumericFormat &format = platform.units[static_cast<std::size_t>(each.unit)].format;
        if (format.weightScale != platform::WeightScale::RealPerChannel)
            continue;
        const Tensor weight = toTorch(
            mapping::weightsOn(trained, each.layer, platform.units[static_cast<std::size_t>(each.unit)]), torch::kCPU);
        const std::vector<double> fresh = leastSquaresScales(weight, format.weightBits);
        const std::vector<int> &before = integer::unitsOf(*trained.mapping, each.layer);
        const std::vector<int> &after = integer::unitsOf(mapping, each.layer);
        for (std::size_t c = 0; c < fresh.size(); ++c)
            if (after[c] == each.unit && before[c] != each.unit)
                each.scales[c] = fresh[c];
    }
    return integer::mapped(std::move(trained), mapping, platform);
}

mapping::TrainedNetwork recalibrated(const mapping::TrainedNetwork &target, const PreActivationStatistics &reference,
                                     const mapping::CostTable &table, const Tensor &images)
{
    torch::NoGradGuard frozen;
    ObservedModel model(target, table, images.device());
    Recalibration recalibration(model, reference);
    model.logits(images, recalibration);
    return model.trained();
}

} // namespace odimo::learn
