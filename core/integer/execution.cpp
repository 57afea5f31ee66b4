// SPDX-License-Identifier: Apache-2.0
#include "core/integer/execution.h"

#include "core/base/error.h"
#include "core/integer/pooling.h"

#include <algorithm>

namespace odimo::integer {

namespace {

std::size_t sizeOf(const network::Shape &shape)
{
    return static_cast<std::size_t>(shape.channels) * shape.height * shape.width;
}

/// [rows, columns] from [columns, rows].
void transpose(const std::int16_t *from, std::size_t rows, std::size_t columns, std::int16_t *to)
{
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            *to++ = from[column * rows + row];
}

std::size_t pixelsOf(const network::Shape &shape) { return static_cast<std::size_t>(shape.height) * shape.width; }

} // namespace

PreparedNetwork prepared(const QuantisedNetwork &network)
{
    PreparedNetwork made{network, {}};
    for (int node = 0; node <= network.network.output(); ++node)
        made.layers.push_back(network::isLayer(network.network.node(node)) ? prepared(network, node) : PreparedLayer());
    return made;
}

Execution::Execution(const PreparedNetwork &prepared) : m_prepared(prepared), m_network(prepared.network)
{
    for (const network::Node &each : m_network.network.nodes())
        m_values.emplace_back(sizeOf(each.output));
}

void Execution::run(const CodeTensor &image)
{
    const network::Shape &shape = m_network.network.inputShape();
    if (image.shape != shape || image.codes.size() != sizeOf(shape))
        throw Error("An image of another size was given to the network " + m_network.network.name() + ".");
    transpose(image.codes.data(), pixelsOf(shape), static_cast<std::size_t>(shape.channels), m_values.front().data());
    for (m_node = 1; m_node <= m_network.network.output(); ++m_node) {
        Codes &made = m_values[static_cast<std::size_t>(m_node)];
        std::visit([&](const auto &op) { compute(op, made); }, node().op);
    }
}

CodeTensor Execution::tensor(int node) const
{
    const Codes &codes = m_values[static_cast<std::size_t>(node)];
    CodeTensor made{m_network.network.node(node).output, Codes(codes.size())};
    transpose(codes.data(), static_cast<std::size_t>(made.shape.channels), pixelsOf(made.shape), made.codes.data());
    return made;
}

void Execution::computeLayer(Codes &made)
{
    convolve(m_prepared.layers[static_cast<std::size_t>(m_node)], inputShape(), input(), node().output, made,
             m_buffers);
}

void Execution::compute(const network::Addition &, Codes &made)
{
    const int shift = shiftOf(m_network, m_node);
    const CodeRange codes = range();
    std::ranges::transform(input(0), input(1), made.begin(), [&](std::int16_t a, std::int16_t b) {
        return static_cast<std::int16_t>(added(a, b, shift, codes));
    });
}

void Execution::compute(const network::Relu &, Codes &made)
{
    const int shift = shiftOf(m_network, m_node);
    const CodeRange codes = range();
    std::ranges::transform(input(), made.begin(),
                           [&](std::int16_t code) { return static_cast<std::int16_t>(rescaled(code, shift, codes)); });
}

void Execution::compute(const network::Concatenation &, Codes &made)
{
    const network::Shape &shape = node().output;
    std::size_t first = 0;
    for (std::size_t index = 0; index < node().inputs.size(); ++index) {
        const auto channels = static_cast<std::size_t>(inputShape(index).channels);
        for (std::size_t pixel = 0; pixel < pixelsOf(shape); ++pixel)
            std::copy_n(input(index).data() + pixel * channels, channels,
                        made.data() + pixel * static_cast<std::size_t>(shape.channels) + first);
        first += channels;
    }
}

void Execution::compute(const network::MaxPool &op, Codes &made)
{
    maxPool(op, inputShape(), input(), node().output, made);
}

void Execution::compute(const network::AveragePool &op, Codes &made)
{
    averagePool(op, inputShape(), input(), node().output, made);
}

void Execution::compute(const network::GlobalAveragePool &, Codes &made)
{
    averagePool({.kernel = {inputShape().height, inputShape().width}}, inputShape(), input(), node().output, made);
}

/// The features of a flat tensor come in the order C, H, W.
void Execution::compute(const network::Flatten &, Codes &made)
{
    transpose(input().data(), static_cast<std::size_t>(inputShape().channels), pixelsOf(inputShape()), made.data());
}

} // namespace odimo::integer
