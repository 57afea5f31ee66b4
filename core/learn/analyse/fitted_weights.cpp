// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/fitted_weights.h"

#include "core/integer/activation_scales.h"
#include "core/learn/analyse/divisors.h"
#include "core/learn/analyse/kernel_scale.h"
#include "core/learn/analyse/layer_fit.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/quantise/weight_scales.h"
#include "core/mapping/branch_tensors.h"
#include "core/platform/branch_parameters.h"

#include <map>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr double deadSpread = 1e-6;
constexpr double leastKernelGain = 0.25;
constexpr double mostKernelGain = 4;

/// Of each column.
Tensor spreadOf(const Tensor &rows) { return (rows - rows.mean(0)).square().mean(0).sqrt(); }

class Fitting : public LayerObserver {
public:
    Fitting(const ObservedModel &model, const mapping::CostTable &table, bool isSupernet)
        : m_model(model), m_isSupernet(isSupernet),
          m_scales(integer::scalesByNode(model.network(), model.quantisation()))
    {
        for (const mapping::LayerTable &layer : table.layers)
            m_reference[layer.layer.node] = layer.reference().unit;
    }

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        for (const Branch &branch : m_model.branches(node).branches) {
            if (branch.unit == m_reference.at(node) || !isFitted(branch) || (m_isSupernet && branch.weight.defined()))
                continue;
            if (branch.form() == platform::WeightForm::Diagonal) {
                all.push_back(fittedKernels(branch, node, x, y));
                continue;
            }
            const ScaledWeights fitted = fit(branch, node, x, y);
            all.push_back({node, branch.unit, fitted.weight, {}, fitted.scales, divisorOf(node, branch, fitted, x)});
        }
        return y;
    }

    std::vector<FittedWeights> all;

private:
    /// Units that hold the layer's weights in a scale for the whole layer hold them well as they are; of channels that
    /// are left out there is nothing to fit.
    static bool isFitted(const Branch &branch)
    {
        return branch.form() == platform::WeightForm::Diagonal ||
               branch.format.weightScale == platform::WeightScale::RealPerChannel;
    }

    ScaledWeights fit(const Branch &branch, int node, const Tensor &x, const Tensor &y) const
    {
        const network::Operator &op = m_model.network().node(node).op;
        const Tensor &weight = m_model.own(node).weight;
        const int bits = branch.format.weightBits;
        const Tensor read = withoutBits(x, branch.format.droppedInputBits, m_model.branches(node).steps.input);
        const ScaledWeights rounded{weight, leastSquaresScales(weight, bits)};
        return readsInRows(op) ? fitIntegers(rounded, bits, momentsOf(readRows(op, read), outputRows(op, x, y)))
                               : rounded;
    }

    /// Of the unit that computes the channels by other operators, with the mean and spread that they have.
    FittedWeights fittedKernels(Branch branch, int node, const Tensor &x, const Tensor &y) const
    {
        const network::Operator &op = m_model.network().node(node).op;
        const integer::LayerSteps &steps = m_model.branches(node).steps;
        const Tensor rows = readRows(op, withoutBits(x, branch.format.droppedInputBits, steps.input));
        const Tensor wanted = outputRows(op, x, y);
        branch.weight = fitDiagonal(branch.weight, rows, wanted);
        Tensor outputs = diagonalOutputs(branch.weight, rows);
        const Tensor gains =
            (spreadOf(wanted) / spreadOf(outputs).clamp_min(deadSpread)).clamp(leastKernelGain, mostKernelGain);
        branch.weight = branch.weight * gains.reshape({-1, 1, 1, 1});
        const Tensor bias = branch.bias.defined() ? wanted.mean(0) - gains * outputs.mean(0) : Tensor();
        if (hasKernelScale(branch))
            setKernelScale(branch, std::vector<bool>(static_cast<std::size_t>(wanted.size(1)), true), steps);
        else
            branch.parameter =
                torch::tensor(leastSquaresScales(branch.weight, branch.format.weightBits), branch.parameter.options());
        return {node, branch.unit, branch.weight, bias, valuesOf(branch.parameter), {}};
    }

    std::optional<int> divisorOf(int node, const Branch &branch, const ScaledWeights &fitted, const Tensor &x) const
    {
        if (!branch.converter)
            return {};
        const network::Node &layer = m_model.network().node(node);
        return fittedDivisor({layer.op, branch.format, rangeOf(layer.inputs.front()), rangeOf(node), fitted.weight,
                              fitted.scales, m_model.own(node).bias},
                             x);
    }

    CodeRange rangeOf(int node) const { return integer::codeRange(m_scales[static_cast<std::size_t>(node)]); }

    const ObservedModel &m_model;
    const bool m_isSupernet; ///< Kernels are trained.
    const std::vector<mapping::ActivationScale> m_scales;
    std::map<int, int> m_reference; ///< By node, the unit.
};

} // namespace

std::vector<FittedWeights> fitWeights(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                      const Tensor &images)
{
    torch::NoGradGuard frozen;
    ObservedModel model(trained, table, images.device());
    Fitting fitting(model, table, mapping::isSupernet(trained));
    model.logits(images, fitting);
    return std::move(fitting.all);
}

mapping::TrainedNetwork withKernels(mapping::TrainedNetwork trained, const std::vector<FittedWeights> &fitted,
                                    const platform::Platform &platform)
{
    mapping::addBranchTensors(trained, platform);
    for (const FittedWeights &each : fitted) {
        const std::string &layer = trained.model.network.node(each.node).name;
        const std::string name = platform::branchTensorName(layer, platform.units[static_cast<std::size_t>(each.unit)]);
        if (!trained.branches.contains(name + ".weight"))
            continue;
        trained.branches[name + ".weight"] = fromTorch(each.weight);
        if (each.bias.defined())
            trained.branches[name + ".bias"] = fromTorch(each.bias);
        for (mapping::WeightScales &scales : trained.quantisation->weights)
            if (scales.layer == layer && scales.unit == each.unit)
                scales.scales = each.scales;
    }
    return trained;
}

} // namespace odimo::learn
