// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/executor.h"

#include "core/learn/model/convolution.h"
#include "core/learn/model/read_out.h"

#include <type_traits>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr double batchNormMomentum = 0.1;

Tensor product(const network::Convolution &op, Tensor x, const Tensor &weight, const Tensor &bias, Mode mode)
{
    return convolution(op, std::move(x), weight, bias, mode);
}

Tensor product(const network::FullyConnected &, const Tensor &x, const Tensor &weight, const Tensor &bias, Mode)
{
    return torch::linear(x.flatten(1), weight, bias);
}

/// What the read-out of the layer makes of its sums; without bias.
Tensor readProduct(const network::Convolution &op, const Tensor &x, const NodeTensors &own, Mode mode)
{
    std::vector<Tensor> products;
    for (const ReadOut::Operands &each : own.readOut->operands(x, own.weight, op.groups))
        products.push_back(convolution(op, each.x, each.weight, {}, mode));
    return own.readOut->read(products);
}

Tensor readProduct(const network::FullyConnected &, const Tensor &x, const NodeTensors &own, Mode)
{
    std::vector<Tensor> products;
    for (const ReadOut::Operands &each : own.readOut->operands(x.flatten(1), own.weight, 1))
        products.push_back(torch::linear(each.x, each.weight));
    return own.readOut->read(products);
}

/// The sums of the layer without bias, as its units read them.
template <typename Layer>
Tensor sumsOf(const Layer &op, const Tensor &x, const NodeTensors &own, Mode mode)
{
    return own.readOut ? readProduct(op, x, own, mode) : product(op, x, own.weight, {}, mode);
}

/// The same with the bias.
template <typename Layer>
Tensor biasedSumsOf(const Layer &op, const Tensor &x, const NodeTensors &own, Mode mode)
{
    if (!own.readOut)
        return product(op, x, own.weight, own.bias, mode);
    const Tensor sums = readProduct(op, x, own, mode);
    if (!own.bias.defined())
        return sums;
    std::vector<std::int64_t> shape(static_cast<std::size_t>(sums.dim()), 1);
    shape[1] = -1;
    return sums + own.bias.view(shape);
}

/// Computes one node after the other.
class Execution {
public:
    Execution(const network::Network &network, Weights &weights, Activations &activations, Mode mode,
              LayerObserver *observer)
        : m_network(network), m_weights(weights), m_activations(activations), m_mode(mode), m_observer(observer),
          m_readers(network.nodes().size(), 0), m_values(network.nodes().size())
    {
        for (const network::Node &node : network.nodes())
            for (const int input : node.inputs)
                ++m_readers[static_cast<std::size_t>(input)];
    }

    Tensor run(const Tensor &images)
    {
        const int last = m_network.output();
        for (m_node = 0; m_node <= last; ++m_node) {
            const network::Operator &op = m_network.node(m_node).op;
            if (std::holds_alternative<network::Input>(op))
                values(m_node) = m_activations.finish(m_node, images, {}, std::nullopt);
            else
                values(m_node) = std::visit([this](const auto &typed) { return compute(typed); }, op);
        }
        return values(last).front().flatten(1);
    }

private:
    Values &values(int node) { return m_values[static_cast<std::size_t>(node)]; }

    int source(std::size_t index = 0) const { return m_network.node(m_node).inputs[index]; }

    /// An input of the current node; released after its last reader, so that inference needs little memory.
    Tensor input(std::size_t index = 0)
    {
        const int from = source(index);
        Values &left = values(from);
        Tensor x = left.back();
        const int readers = --m_readers[static_cast<std::size_t>(from)];
        if (readers < static_cast<int>(left.size()))
            left.pop_back();
        return x;
    }

    Values compute(const network::Input &) { return {}; }

    Values compute(const network::Convolution &op) { return layer(op); }

    /// Features are images of one pixel, as of a Flatten: what meets them in an addition or reads them may be either.
    Values compute(const network::FullyConnected &op)
    {
        Values values = layer(op);
        for (Tensor &value : values)
            value = value.unsqueeze(2).unsqueeze(3);
        return values;
    }

    template <typename Layer>
    Values layer(const Layer &op)
    {
        const Tensor x = input();
        const NodeTensors own = m_weights.of(m_node);
        if (own.needsDouble && !m_observer)
            return layerInDouble(op, x, own);
        if (m_activations.addsBiases() && !m_observer)
            return m_activations.finish(m_node, sumsOf(op, x, own, m_mode), own.bias, op.relu);
        Tensor y = biasedSumsOf(op, x, own, m_mode);
        if (m_observer)
            y = m_observer->computed(m_node, x, y);
        return m_activations.finish(m_node, y, {}, op.relu);
    }

    /// Exact where sums of integers pass 2^24; the codes they end in are single precision again.
    template <typename Layer>
    Values layerInDouble(const Layer &op, const Tensor &x, const NodeTensors &own)
    {
        NodeTensors wide = own;
        wide.weight = own.weight.to(torch::kFloat64);
        const Tensor y = sumsOf(op, x.to(torch::kFloat64), wide, Mode::Inference);
        const Tensor bias = own.bias.defined() ? own.bias.to(torch::kFloat64) : Tensor();
        Values values = m_activations.finish(m_node, y, bias, op.relu);
        for (Tensor &value : values)
            value = value.to(torch::kFloat32);
        return values;
    }

    Values compute(const network::BatchNormalization &op)
    {
        const NodeTensors own = m_weights.of(m_node);
        const Tensor x = input();
        if (m_mode == Mode::EstimatingStatistics)
            estimateStatistics(own, x, op.epsilon);
        const bool isTraining = m_mode == Mode::Training || m_mode == Mode::MixedTraining;
        return {torch::batch_norm(x, own.weight, own.bias, own.runningMean, own.runningVariance, isTraining,
                                  batchNormMomentum, op.epsilon, false)};
    }

    /// Makes the running statistics those of `x`. Few images say little of the spread of a channel, and nothing if it
    /// is dead in all of them: divided by next to nothing, another image that wakes it would be multiplied without
    /// bound from layer to layer. So one more image is counted, of the mean variance of the layer; and where no channel
    /// varies, the variances are what they began with.
    static void estimateStatistics(const NodeTensors &own, const Tensor &x, double epsilon)
    {
        const Tensor values = x.transpose(0, 1).flatten(1); // [C, the rest]
        const Tensor found = values.var(1, false);
        const Tensor usual = found.mean();
        const auto images = static_cast<double>(x.size(0));
        Tensor mean = own.runningMean;
        Tensor variance = own.runningVariance;
        mean.copy_(values.mean(1));
        variance.copy_(torch::where(usual > epsilon, (found * images + usual) / (images + 1), torch::ones_like(found)));
    }

    Values compute(const network::Relu &op)
    {
        // The values of convolutions, normalisations and sums are not kept for the backward pass and may be
        // overwritten.
        const network::Operator &from = m_network.node(source()).op;
        const bool owned = m_readers[static_cast<std::size_t>(source())] == 1 &&
                           (std::holds_alternative<network::BatchNormalization>(from) ||
                            std::holds_alternative<network::Addition>(from));
        const Tensor x = input();
        return m_activations.finish(m_node, owned ? x : x.clone(), {}, op);
    }

    Values compute(const network::Addition &op)
    {
        const Tensor a = input(0);
        return m_activations.add(m_node, a, input(1), op.relu);
    }

    Values compute(const network::Concatenation &)
    {
        std::vector<Tensor> parts;
        for (std::size_t index = 0; index < m_network.node(m_node).inputs.size(); ++index)
            parts.push_back(input(index));
        return {torch::cat(parts, 1)};
    }

    Values compute(const network::MaxPool &op) { return {maxPool(op, input())}; }

    Values compute(const network::AveragePool &op)
    {
        const int from = source();
        return {m_activations.average(from, averagePool(op, input()))};
    }

    Values compute(const network::GlobalAveragePool &)
    {
        const int from = source();
        const Tensor x = input();
        const Tensor positions = divisor(static_cast<double>(x.size(2) * x.size(3)), x);
        return {m_activations.average(from, x.sum({2, 3}, true).div_(positions))};
    }

    Values compute(const network::Flatten &) { return {input().flatten(1).unsqueeze(2).unsqueeze(3)}; }

    Values compute(const network::Identity &) { return {input()}; }

    const network::Network &m_network;
    Weights &m_weights;
    Activations &m_activations;
    const Mode m_mode;
    LayerObserver *const m_observer;
    std::vector<int> m_readers;
    std::vector<Values> m_values;
    int m_node = 0;
};

} // namespace

Tensor execute(const network::Network &network, Weights &weights, Activations &activations, const Tensor &images,
               Mode mode, LayerObserver *observer)
{
    return Execution(network, weights, activations, mode, observer).run(images);
}

Tensor preActivation(const network::Operator &layer, const Tensor &x, const NodeTensors &own)
{
    if (const auto *convolution = std::get_if<network::Convolution>(&layer))
        return biasedSumsOf(*convolution, x, own, Mode::Inference);
    return biasedSumsOf(std::get<network::FullyConnected>(layer), x, own, Mode::Inference);
}

} // namespace odimo::learn
