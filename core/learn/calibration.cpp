// SPDX-License-Identifier: Apache-2.0
#include "core/learn/calibration.h"

#include "core/learn/activation_quantiser.h"
#include "core/learn/code_activations.h"
#include "core/learn/float_arithmetic.h"
#include "core/learn/weight_quantisers.h"
#include "core/learn/weight_scales.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr int candidateExponents = 5;
constexpr int emptyTensorExponent = -7;

/// Float activations that show every quantised tensor to an observer.
class ObservedActivations : public FloatActivations {
public:
    using Observer = std::function<void(int node, const Tensor &x)>;
    explicit ObservedActivations(Observer observer) : m_observer(std::move(observer)) {}

    Tensor finish(int node, Tensor x, bool relu) override
    {
        return observe(node, FloatActivations::finish(node, x, relu));
    }
    Tensor add(int node, const Tensor &a, const Tensor &b, bool relu) override
    {
        return observe(node, FloatActivations::add(node, a, b, relu));
    }

private:
    Tensor observe(int node, const Tensor &x)
    {
        m_observer(node, x);
        return x;
    }
    Observer m_observer;
};

/// Finds the exponents of the activations of one network.
class ActivationCalibration {
public:
    ActivationCalibration(const network::Network &network, const NetworkTensors &tensors, int bits,
                          const std::vector<Tensor> &images)
        : m_network(network), m_tensors(tensors), m_images(images), m_bits(bits), m_group(network.nodes().size()),
          m_largest(network.nodes().size(), 0)
    {
        std::iota(m_group.begin(), m_group.end(), 0);
    }

    std::vector<mapping::ActivationScale> run()
    {
        for (const network::Node &node : m_network.nodes())
            if (std::holds_alternative<network::Addition>(node.op))
                m_group[at(groupOf(quantiserOf(m_network, node.inputs[0])))] =
                    groupOf(quantiserOf(m_network, node.inputs[1]));
        observe([this](int node, const Tensor &x) {
            double &largest = m_largest[at(groupOf(node))];
            largest = std::max(largest, x.abs().max().item<double>());
        });
        observe([this](int node, const Tensor &x) { addErrors(node, x); });
        return choose();
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    int groupOf(int node) const
    {
        while (m_group[at(node)] != node)
            node = m_group[at(node)];
        return node;
    }

    bool isSigned(int node) const
    {
        const network::Operator &op = m_network.node(node).op;
        if (const auto *convolution = std::get_if<network::Convolution>(&op))
            return !convolution->relu;
        if (const auto *connected = std::get_if<network::FullyConnected>(&op))
            return !connected->relu;
        if (const auto *addition = std::get_if<network::Addition>(&op))
            return !addition->relu;
        return false;
    }

    void observe(const ObservedActivations::Observer &observer) const
    {
        torch::NoGradGuard frozen;
        FloatWeights weights(m_tensors);
        ObservedActivations activations(observer);
        for (const Tensor &batch : m_images)
            execute(m_network, weights, activations, batch, Mode::Inference);
    }

    std::vector<int> candidates(int group) const
    {
        const double largest = m_largest[at(group)];
        const double codes = std::ldexp(1.0, m_bits) - 1;
        const int covering =
            largest > 0 ? static_cast<int>(std::ceil(std::log2(largest / codes))) : emptyTensorExponent;
        std::vector<int> exponents(candidateExponents);
        std::iota(exponents.begin(), exponents.end(), covering - candidateExponents + 1);
        return exponents;
    }

    void addErrors(int node, const Tensor &x)
    {
        const int group = groupOf(node);
        for (const int exponent : candidates(group)) {
            const CodeRange range =
                codeRange({.node = {}, .exponent = exponent, .bits = m_bits, .isSigned = isSigned(node)});
            const Tensor quantised = quantiseInPlace(x.clone(), range);
            m_errors[group][exponent] += (quantised - x).square().sum().item<double>();
        }
    }

    std::vector<mapping::ActivationScale> choose() const
    {
        std::vector<int> exponents(m_network.nodes().size());
        std::vector<mapping::ActivationScale> scales;
        for (int node = 0; node <= m_network.output(); ++node) {
            if (!quantises(m_network.node(node)))
                continue;
            const std::map<int, double> &errors = m_errors.at(groupOf(node));
            const auto least = std::min_element(errors.begin(), errors.end(),
                                                [](const auto &a, const auto &b) { return a.second < b.second; });
            exponents[at(node)] = node == 0 ? -m_bits : least->first;
            // An add can only shift right, so its output is never finer than its inputs.
            if (std::holds_alternative<network::Addition>(m_network.node(node).op))
                exponents[at(node)] = std::max(exponents[at(node)],
                                               exponents[at(quantiserOf(m_network, m_network.node(node).inputs[0]))]);
            scales.push_back({m_network.node(node).name, exponents[at(node)], m_bits, isSigned(node)});
        }
        return scales;
    }

    const network::Network &m_network;
    const NetworkTensors &m_tensors;
    const std::vector<Tensor> &m_images;
    const int m_bits;
    std::vector<int> m_group;
    std::vector<double> m_largest;
    std::map<int, std::map<int, double>> m_errors;
};

} // namespace

mapping::Quantisation calibrate(const network::Network &network, const NetworkTensors &tensors,
                                const mapping::CostTable &table, const std::vector<Tensor> &images)
{
    mapping::Quantisation quantisation;
    const auto narrowest = std::ranges::min_element(table.platform.units, {}, [](const platform::ComputeUnit &unit) {
        return unit.format.activationBits; // The units of a layer read the same tensor.
    });
    const int bits = narrowest->format.activationBits;
    quantisation.activations = ActivationCalibration(network, tensors, bits, images).run();
    for (const mapping::LayerTable &layer : table.layers)
        for (const int unit : layer.eligibleUnits()) {
            const platform::NumericFormat &format = table.platform.units[static_cast<std::size_t>(unit)].format;
            const Tensor &weight = tensors[static_cast<std::size_t>(layer.layer.node)].weight;
            quantisation.weights.push_back({layer.layer.geometry.name, unit, calibratedScales(weight, format)});
        }
    return quantisation;
}

} // namespace odimo::learn
