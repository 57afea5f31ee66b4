// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/calibration.h"

#include "core/integer/activation_scales.h"
#include "core/integer/weight_codes.h"
#include "core/learn/analyse/divisors.h"
#include "core/learn/model/code_activations.h"
#include "core/learn/model/float_arithmetic.h"
#include "core/learn/model/weight_form.h"
#include "core/learn/quantise/activation_quantiser.h"
#include "core/learn/quantise/weight_quantisers.h"
#include "core/learn/quantise/weight_scales.h"
#include "core/platform/branch_parameters.h"

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
/// An unsigned range of 255 steps is meant for 127 steps twice as large: one step less is no reason for the next power.
constexpr double givenTolerance = 0.99;

/// Float activations that show every quantised tensor to an observer.
class ObservedActivations : public FloatActivations {
public:
    using Observer = std::function<void(int node, const Tensor &x)>;
    explicit ObservedActivations(Observer observer) : m_observer(std::move(observer)) {}

    Values finish(int node, Tensor x, const Tensor &bias, const Rectifier &relu) override
    {
        return observe(node, FloatActivations::finish(node, x, bias, relu));
    }
    Values add(int node, const Tensor &a, const Tensor &b, const Rectifier &relu) override
    {
        return observe(node, FloatActivations::add(node, a, b, relu));
    }

private:
    Values observe(int node, const Values &values)
    {
        m_observer(node, values.front());
        return values;
    }
    Observer m_observer;
};

/// Finds the exponents of the activations of one network.
class ActivationCalibration {
public:
    /// `weightExponents` are those of the steps of weights that a shift requantises, by node.
    ActivationCalibration(const network::Network &network, const NetworkTensors &tensors, int bits,
                          const std::map<int, int> &weightExponents, const std::vector<Tensor> &images)
        : m_network(network), m_tensors(tensors), m_images(images), m_bits(bits), m_weightExponents(weightExponents),
          m_group(network.nodes().size()), m_largest(network.nodes().size(), 0)
    {
        std::iota(m_group.begin(), m_group.end(), 0);
    }

    std::vector<mapping::ActivationScale> run()
    {
        for (const network::Node &node : m_network.nodes())
            if (std::holds_alternative<network::Addition>(node.op) ||
                std::holds_alternative<network::Concatenation>(node.op))
                for (const int input : node.inputs)
                    m_group[at(groupOf(integer::quantiserOf(m_network, input)))] =
                        groupOf(integer::quantiserOf(m_network, node.inputs[0]));
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
        if (const auto *input = std::get_if<network::Input>(&op))
            return input->values == network::InputValues::Signed;
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
        const int covering = largest > 0 ? coveringExponent(largest) : emptyTensorExponent;
        std::vector<int> exponents(candidateExponents);
        std::iota(exponents.begin(), exponents.end(), covering - candidateExponents + 1);
        return exponents;
    }

    /// The finest whose codes reach `value`.
    int coveringExponent(double value) const
    {
        return static_cast<int>(std::ceil(std::log2(value / (std::ldexp(1.0, m_bits) - 1))));
    }

    void addErrors(int node, const Tensor &x)
    {
        const int group = groupOf(node);
        for (const int exponent : candidates(group)) {
            const CodeRange range =
                integer::codeRange({.node = {}, .exponent = exponent, .bits = m_bits, .isSigned = isSigned(node)});
            const Tensor quantised = quantiseInPlace(x.clone(), range);
            m_errors[group][exponent] += (quantised - x).square().sum().item<double>();
        }
    }

    std::vector<mapping::ActivationScale> choose() const
    {
        std::vector<int> exponents = groupExponents();
        // An add and a layer can only shift right, so their output is never finer than their inputs or sums; those of a
        // layer that is nearly dead on these images would be. A group that is made coarser may be read by a node of an
        // earlier group, hence the repetition. Exponents only grow, up to the largest unless weights are above 1.
        bool changed = true;
        for (int round = 0; changed && round <= m_network.output(); ++round) {
            changed = false;
            for (int node = 0; node <= m_network.output(); ++node) {
                const auto ofWeights = m_weightExponents.find(node);
                const bool isAddition = std::holds_alternative<network::Addition>(m_network.node(node).op);
                if (!isAddition && ofWeights == m_weightExponents.end())
                    continue;
                const int input =
                    exponents[at(groupOf(integer::quantiserOf(m_network, m_network.node(node).inputs[0])))];
                const int least = isAddition ? input : input + ofWeights->second;
                int &own = exponents[at(groupOf(node))];
                changed = changed || own < least;
                own = std::max(own, least);
            }
        }
        std::vector<mapping::ActivationScale> scales;
        for (int node = 0; node <= m_network.output(); ++node)
            if (integer::quantises(m_network.node(node)))
                scales.push_back({m_network.node(node).name, exponents[at(groupOf(node))], m_bits, isSigned(node)});
        return scales;
    }

    /// Of each group the exponent with the least error, or that of the range which the network came with.
    std::vector<int> groupExponents() const
    {
        std::vector<int> exponents(m_network.nodes().size());
        for (const auto &[group, errors] : m_errors)
            exponents[at(group)] =
                std::ranges::min_element(errors, {}, [](const auto &error) { return error.second; })->first;
        // Images that meet nothing larger: [0, 1].
        if (m_network.inputValues() == network::InputValues::Pixels && m_largest[at(groupOf(0))] <= 1)
            exponents[at(groupOf(0))] = -m_bits;
        std::map<int, double> given;
        for (int node = 0; node <= m_network.output(); ++node)
            if (const std::optional<network::ValueRange> &range = m_network.node(node).range) {
                double &largest = given[groupOf(integer::quantiserOf(m_network, node))];
                largest = std::max({largest, range->most, -range->least});
            }
        for (const auto &[group, largest] : given)
            exponents[at(group)] = coveringExponent(largest * givenTolerance);
        return exponents;
    }

    const network::Network &m_network;
    const NetworkTensors &m_tensors;
    const std::vector<Tensor> &m_images;
    const int m_bits;
    const std::map<int, int> &m_weightExponents;
    std::vector<int> m_group;
    std::vector<double> m_largest;
    std::map<int, std::map<int, double>> m_errors;
};

} // namespace

mapping::Quantisation calibrate(const network::Network &network, const NetworkTensors &tensors,
                                const mapping::CostTable &table, const std::vector<Tensor> &images,
                                const network::Parameters &branches)
{
    mapping::Quantisation quantisation;
    const auto narrowest = std::ranges::min_element(table.platform.units, {}, [](const platform::ComputeUnit &unit) {
        return unit.format.activationBits; // The units of a layer read the same tensor.
    });
    const int bits = narrowest->format.activationBits;
    std::map<int, int> weightExponents;
    for (const mapping::LayerTable &layer : table.layers)
        for (const platform::Branch &branch : layer.branches) {
            const platform::NumericFormat &format = branch.format;
            const Tensor &whole = tensors[static_cast<std::size_t>(layer.layer.node)].weight;
            // Where no weights are left, the scale is the bias's.
            const bool isLeftOut = branch.form() == platform::WeightForm::Zero;
            const auto own =
                branches.find(platform::branchTensorName(layer.layer.geometry.name,
                                                         table.platform.units[static_cast<std::size_t>(branch.unit)]) +
                              ".weight");
            const Tensor weight = isLeftOut               ? whole
                                  : own != branches.end() ? toTorch(own->second, whole.device())
                                                          : inForm(branch.form(), whole);
            quantisation.weights.push_back({layer.layer.geometry.name, branch.unit, calibratedScales(weight, format)});
            const double step = quantisation.weights.back().scales.front() / integer::largestWeight(format.weightBits);
            if (format.weightScale == platform::WeightScale::PowerOfTwoPerLayer) {
                const int ofSums = std::ilogb(step) + format.droppedInputBits;
                int &exponent = weightExponents.emplace(layer.layer.node, ofSums).first->second;
                exponent = std::max(exponent, ofSums);
            }
        }
    quantisation.activations = ActivationCalibration(network, tensors, bits, weightExponents, images).run();
    setDivisors(quantisation, network, tensors, table, images.front());
    return quantisation;
}

} // namespace odimo::learn
