// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/htvm_obstacles.h"

#include "core/deploy/interop/layer_integers.h"

#include <limits>

namespace odimo::deploy {

namespace {

class Looking {
public:
    explicit Looking(const integer::QuantisedNetwork &network) : m_network(network) {}

    std::vector<Obstacle> run()
    {
        for (m_node = 0; m_node <= m_network.network.output(); ++m_node)
            std::visit([this](const auto &op) { look(op); }, node().op);
        return std::move(m_found);
    }

private:
    const network::Node &node() const { return m_network.network.node(m_node); }
    void found(std::string rule, std::string why) { m_found.push_back({node().name, std::move(rule), std::move(why)}); }

    void look(const network::Input &) {}
    void look(const network::MaxPool &) {}
    void look(const network::Flatten &) {}
    void look(const network::Identity &) {}
    void look(const network::Addition &) {}
    void look(const network::BatchNormalization &) {}
    void look(const network::Convolution &) { lookAtLayer(); }
    void look(const network::FullyConnected &) { lookAtLayer(); }

    void look(const network::Concatenation &)
    {
        found("concatenation", "the layout pass ends at it with NotImplementedError");
    }

    void look(const network::Relu &)
    {
        if (const int shift = integer::shiftOf(m_network, m_node); shift != 0)
            found("ReLU of its own", "shifts by " + std::to_string(shift) + "; HTVM shifts 32-bit sums only");
    }

    void look(const network::AveragePool &)
    {
        if (isMeanOfMap(m_network, m_node))
            lookAtMean();
        else
            found("average", "HTVM sums in 32 bits for means over the whole map only");
    }
    void look(const network::GlobalAveragePool &) { lookAtMean(); }

    void lookAtMean()
    {
        if (m_network.ranges[static_cast<std::size_t>(node().inputs.front())].least < 0)
            found("average", "of codes that may be below 0: the file's Floor rounds down, the chip toward 0");
    }

    void lookAtLayer()
    {
        const LayerIntegers layer(m_network, m_node);
        if (const std::optional<int> channel = channelOfInexactAddend(layer))
            found("bias", "of channel " + std::to_string(*channel) + " is no number of single precision");
        for (const int unit : layer.units())
            if (layer.converter(unit))
                lookAtArray(layer, unit);
    }

    void lookAtArray(const LayerIntegers &layer, int unit)
    {
        const integer::Converter &converter = *layer.converter(unit);
        const int groups = integer::rowGroups(converter, integer::summedChannels(m_network.network, node()));
        if (groups > 1)
            found("row groups", std::to_string(groups) +
                                    " readings of the array are added before they are scaled; HTVM scales one reading");
        if (layer.unit(unit).droppedInputBits > 0)
            found("input of the array", "is read without its lowest bit; HTVM shifts 32-bit sums only");
        if (const int shift = layer.shift(unit); shift < 0 || shift > 15)
            found("shift on the array", std::to_string(shift) + "; HTVM shifts 16-bit numbers there, by 0 to 15");
        const std::int64_t end = std::int64_t{1} << (converter.bits - 1);
        for (int c = 0; c < layer.channels(); ++c) {
            const integer::Requantisation &by = layer.layer().channels[static_cast<std::size_t>(c)];
            if (layer.layer().unitOfChannel[static_cast<std::size_t>(c)] == unit &&
                !(fits(by.addend) && fits(by.addend - end * by.multiplier) &&
                  fits(by.addend + (end - 1) * by.multiplier))) {
                found("scaled code", "multiplier " + std::to_string(by.multiplier) + " and addend " +
                                         std::to_string(by.addend) + " of channel " + std::to_string(c) +
                                         " can leave the 16 bits in which HTVM computes it");
                break;
            }
        }
    }

    static bool fits(std::int64_t value)
    {
        return value >= std::numeric_limits<std::int16_t>::min() && value <= std::numeric_limits<std::int16_t>::max();
    }

    const integer::QuantisedNetwork &m_network;
    std::vector<Obstacle> m_found;
    int m_node = 0;
};

std::int64_t sizeOf(const network::Shape &shape) { return std::int64_t{shape.channels} * shape.height * shape.width; }

} // namespace

bool isMeanOfMap(const integer::QuantisedNetwork &network, int node)
{
    const network::Node &own = network.network.node(node);
    if (std::holds_alternative<network::GlobalAveragePool>(own.op))
        return true;
    const auto *pool = std::get_if<network::AveragePool>(&own.op);
    if (!pool)
        return false;
    const network::Shape &read = network.network.node(own.inputs.front()).output;
    return pool->kernel == network::Extent{read.height, read.width} && pool->padding == network::Padding{};
}

std::vector<Obstacle> htvmObstacles(const integer::QuantisedNetwork &network) { return Looking(network).run(); }

std::vector<Obstacle> htvmHostNodes(const integer::QuantisedNetwork &network)
{
    std::vector<Obstacle> found;
    for (const network::Node &node : network.network.nodes())
        if (network::isLayer(node) || std::holds_alternative<network::Addition>(node.op)) {
            const std::int64_t read = sizeOf(network.network.node(node.inputs.front()).output);
            const std::int64_t written = sizeOf(node.output);
            if (read % 4 != 0 || written % 4 != 0)
                found.push_back({node.name, "size",
                                 "reads " + std::to_string(read) + " codes and gives " + std::to_string(written) +
                                     "; the units take multiples of 4"});
        }
    return found;
}

} // namespace odimo::deploy
