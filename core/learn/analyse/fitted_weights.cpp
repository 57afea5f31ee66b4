// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/fitted_weights.h"

#include "core/integer/activation_scales.h"
#include "core/learn/analyse/divisors.h"
#include "core/learn/analyse/layer_fit.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/quantise/weight_scales.h"

namespace odimo::learn {

using torch::Tensor;

namespace {

class Fitting : public LayerObserver {
public:
    explicit Fitting(const ObservedModel &model)
        : m_model(model), m_scales(integer::scalesByNode(model.network(), model.quantisation()))
    {
    }

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        const network::Operator &op = m_model.network().node(node).op;
        const Tensor &weight = m_model.own(node).weight;
        for (const Branch &branch : m_model.branches(node).branches) {
            if (branch.format.weightScale != platform::WeightScale::RealPerChannel)
                continue;
            ScaledWeights fitted{weight, leastSquaresScales(weight, branch.format.weightBits)};
            if (readsInRows(op)) {
                const Tensor read = withoutBits(x, branch.format.droppedInputBits, m_model.branches(node).steps.input);
                fitted =
                    fitIntegers(fitted, branch.format.weightBits, momentsOf(readRows(op, read), outputRows(op, x, y)));
            }
            all.push_back({node, branch.unit, fitted.weight, fitted.scales, divisorOf(node, branch, fitted, x)});
        }
        return y;
    }

    std::vector<FittedWeights> all;

private:
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
};

} // namespace

std::vector<FittedWeights> fitWeights(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                      const Tensor &images)
{
    torch::NoGradGuard frozen;
    ObservedModel model(trained, table, images.device());
    Fitting fitting(model);
    model.logits(images, fitting);
    return std::move(fitting.all);
}

} // namespace odimo::learn
