// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/code_activations.h"

#include "core/integer/activation_scales.h"

#include <utility>

namespace odimo::learn {

using torch::Tensor;

CodeActivations::CodeActivations(const network::Network &network, const mapping::Quantisation &quantisation)
{
    for (const mapping::ActivationScale &scale : integer::scalesByNode(network, quantisation))
        m_sites.emplace_back().range = integer::codeRange(scale);
    const auto site = [this](int node) -> Site & {
        return m_sites[static_cast<std::size_t>(node)];
    };
    for (int node = 0; node <= network.output(); ++node)
        for (const int input : network.node(node).inputs)
            ++site(input).readers;
    for (int node = 0; node <= network.output(); ++node)
        if (std::holds_alternative<network::Addition>(network.node(node).op))
            for (const int input : network.node(node).inputs) {
                site(node).sources.push_back(input);
                site(input).mayBeLeft = network::isLayer(network.node(input)) && site(input).readers == 1;
            }
}

Values CodeActivations::finish(int node, Tensor x, const Tensor &bias, const Rectifier &)
{
    Site &site = at(node);
    if (site.mayBeLeft && x.scalar_type() == torch::kFloat32) {
        site.isLeft = true;
        site.biasLeft = bias;
        return {x};
    }
    // The images belong to the caller; a ReLU is the lower end of an unsigned range.
    return quantiseInPlace(node == 0 ? x.clone() : x, bias, site.range, site.readers);
}

Values CodeActivations::add(int node, const Tensor &a, const Tensor &b, const Rectifier &)
{
    const Site &sum = at(node);
    const auto addend = [&](const Tensor &x, int source) -> Addend {
        Site &site = at(source);
        if (!std::exchange(site.isLeft, false))
            return {x, {}, {}};
        return {x, site.range, std::exchange(site.biasLeft, {})};
    };
    return addQuantised(addend(a, sum.sources[0]), addend(b, sum.sources[1]), sum.range, sum.readers);
}

Tensor CodeActivations::average(int source, Tensor mean) { return truncateToCodes(mean, at(source).range.step()); }

PublishedActivations::PublishedActivations(const network::Network &network, std::vector<Tensor> clips, int bits)
    : m_clips(std::move(clips)), m_bits(bits), m_isRead(network.nodes().size(), false)
{
    for (const network::Node &node : network.nodes())
        if (network::isLayer(node) || std::holds_alternative<network::Addition>(node.op))
            for (const int input : node.inputs)
                m_isRead[static_cast<std::size_t>(integer::quantiserOf(network, input))] = true;
}

Values PublishedActivations::finish(int node, Tensor x, const Tensor &, const Rectifier &relu)
{
    const auto index = static_cast<std::size_t>(node);
    if (!m_isRead[index])
        return {relu ? x.clamp_min(0) : x};
    return {publishedActivation(x, m_clips[index], m_bits, ClipRounding::PowerOfTwo)};
}

Values PublishedActivations::add(int node, const Tensor &a, const Tensor &b, const Rectifier &relu)
{
    return finish(node, a + b, {}, relu);
}

Tensor PublishedActivations::average(int, Tensor mean) { return mean; }

} // namespace odimo::learn
