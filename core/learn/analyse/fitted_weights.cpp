// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/fitted_weights.h"

#include "core/integer/activation_scales.h"
#include "core/learn/analyse/divisors.h"
#include "core/learn/analyse/layer_fit.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/quantise/weight_scales.h"

#include <map>

namespace odimo::learn {

using torch::Tensor;

namespace {

class Fitting : public LayerObserver {
public:
    Fitting(const ObservedModel &model, const mapping::CostTable &table)
        : m_model(model), m_scales(integer::scalesByNode(model.network(), model.quantisation()))
    {
        for (const mapping::LayerTable &layer : table.layers)
            m_reference[layer.layer.node] = layer.reference().unit;
    }

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        for (const Branch &branch : m_model.branches(node).branches) {
            if (branch.unit == m_reference.at(node) || !isFitted(branch))
                continue;
            const ScaledWeights fitted = fit(branch, node, x, y);
            all.push_back({node, branch.unit, fitted.weight, fitted.scales, divisorOf(node, branch, fitted, x)});
        }
        return y;
    }

    std::vector<FittedWeights> all;

private:
    /// Units that hold the layer's weights in a scale for the whole layer hold them well as they are.
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
        switch (branch.form()) {
        case platform::WeightForm::Diagonal: {
            const Tensor diagonal = fitDiagonal(weight, readRows(op, read), outputRows(op, x, y));
            return {diagonal, calibratedScales(diagonal, branch.format)};
        }
        case platform::WeightForm::Zero:
            break; // Nothing to fit.
        case platform::WeightForm::Full: {
            const ScaledWeights rounded{weight, leastSquaresScales(weight, bits)};
            return readsInRows(op) ? fitIntegers(rounded, bits, momentsOf(readRows(op, read), outputRows(op, x, y)))
                                   : rounded;
        }
        }
        return {};
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
    const std::vector<mapping::ActivationScale> m_scales;
    std::map<int, int> m_reference; ///< By node, the unit.
};

} // namespace

std::vector<FittedWeights> fitWeights(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                      const Tensor &images)
{
    torch::NoGradGuard frozen;
    ObservedModel model(trained, table, images.device());
    Fitting fitting(model, table);
    model.logits(images, fitting);
    return std::move(fitting.all);
}

} // namespace odimo::learn
