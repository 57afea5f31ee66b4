// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/fitted_weights.h"

#include "core/learn/analyse/layer_fit.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/quantise/weight_scales.h"

namespace odimo::learn {

using torch::Tensor;

namespace {

class Fitting : public LayerObserver {
public:
    explicit Fitting(const ObservedModel &model) : m_model(model) {}

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        const network::Operator &op = m_model.network().node(node).op;
        const Tensor &weight = m_model.own(node).weight;
        LayerMoments moments;
        for (const Branch &branch : m_model.branches(node).branches) {
            if (branch.format.weightScale != platform::WeightScale::RealPerChannel)
                continue;
            ScaledWeights fitted{weight, leastSquaresScales(weight, branch.format.weightBits)};
            if (readsInRows(op)) {
                if (!moments.read.defined())
                    moments = momentsOf(readRows(op, x), outputRows(op, x, y));
                fitted = fitIntegers(fitted, branch.format.weightBits, moments);
            }
            all.push_back({node, branch.unit, fitted.weight, fitted.scales});
        }
        return y;
    }

    std::vector<FittedWeights> all;

private:
    const ObservedModel &m_model;
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
