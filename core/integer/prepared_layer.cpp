// SPDX-License-Identifier: Apache-2.0
#include "core/integer/prepared_layer.h"

#include "core/integer/dot_products.h"

#include <algorithm>
#include <numeric>

namespace odimo::integer {

namespace {

class Preparing {
public:
    Preparing(const QuantisedNetwork &network, int node)
        : m_units(network.units), m_layer(network.layers[static_cast<std::size_t>(node)])
    {
        const network::Node &own = network.network.node(node);
        m_inputs = network.network.node(own.inputs.front()).output.channels;
        m_outputs = own.output.channels;
        m_made.range = network.ranges[static_cast<std::size_t>(node)];
        if (const auto *convolution = std::get_if<network::Convolution>(&own.op))
            m_made.op = *convolution;
        m_made.isDepthwise = m_made.op.groups > 1 && m_made.op.groups == m_inputs && m_inputs == m_outputs;
        m_inputsOfGroup = m_inputs / m_made.op.groups;
        m_positions = static_cast<std::size_t>(m_made.op.kernel.height) * m_made.op.kernel.width;
    }

    PreparedLayer run() &&
    {
        const int groups = m_made.isDepthwise ? 1 : m_made.op.groups; // A depthwise layer goes through all at once.
        for (int group = 0; group < groups; ++group)
            for (std::size_t unit = 0; unit < m_units.size(); ++unit) {
                const std::vector<int> channels = channelsOf(group * (m_outputs / groups), m_outputs / groups, unit);
                if (!channels.empty())
                    m_made.parts.push_back(part(channels, unit, group));
            }
        return std::move(m_made);
    }

private:
    std::vector<int> channelsOf(int first, int count, std::size_t unit) const
    {
        std::vector<int> channels;
        for (int c = first; c < first + count; ++c)
            if (m_layer.unitOfChannel[static_cast<std::size_t>(c)] == static_cast<int>(unit))
                channels.push_back(c);
        return channels;
    }

    std::size_t readingOf(Reading reading)
    {
        const auto found = std::ranges::find(m_made.readings, reading);
        const auto index = static_cast<std::size_t>(found - m_made.readings.begin());
        if (found == m_made.readings.end())
            m_made.readings.push_back(std::move(reading));
        return index;
    }

    std::int16_t weight(int channel, std::size_t input, std::size_t position) const
    {
        const auto inputs = static_cast<std::size_t>(m_inputsOfGroup);
        return m_layer.weights[(static_cast<std::size_t>(channel) * inputs + input) * m_positions + position];
    }

    LayerPart part(const std::vector<int> &channels, std::size_t unit, int group)
    {
        LayerPart made;
        made.channels = channels;
        made.columns = roundedUp(channels.size(), columnsAtOnce);
        made.converter = m_layer.converters[unit];
        Reading reading{channels, m_units[unit].droppedInputBits};
        if (m_made.isDepthwise) {
            for (std::size_t position = 0; position < m_positions; ++position)
                for (const int channel : channels)
                    made.depthwiseWeights.push_back(weight(channel, 0, position));
        } else {
            reading.channels.resize(static_cast<std::size_t>(m_inputsOfGroup));
            std::iota(reading.channels.begin(), reading.channels.end(), group * m_inputsOfGroup);
            const int atOnce = made.converter ? made.converter->groupChannels : m_inputsOfGroup;
            for (int first = 0; first < m_inputsOfGroup; first += atOnce)
                made.rows.push_back(rowsOf(channels, first, std::min(atOnce, m_inputsOfGroup - first)));
        }
        made.reading = readingOf(std::move(reading));
        requantise(made);
        return made;
    }

    SummedRows rowsOf(const std::vector<int> &channels, int first, int count) const
    {
        const auto channelsOfRows = static_cast<std::size_t>(count);
        SummedRows rows{.first = static_cast<std::size_t>(first),
                        .channels = channelsOfRows,
                        .length = roundedUp(m_positions * channelsOfRows, valuesAtOnce),
                        .weights = {}};
        rows.weights.resize(roundedUp(channels.size(), columnsAtOnce) * rows.length, 0);
        for (std::size_t column = 0; column < channels.size(); ++column) {
            std::int16_t *to = rows.weights.data() + column * rows.length;
            for (std::size_t position = 0; position < m_positions; ++position)
                for (std::size_t input = 0; input < rows.channels; ++input)
                    *to++ = weight(channels[column], rows.first + input, position);
        }
        return rows;
    }

    void requantise(LayerPart &made) const
    {
        for (const int channel : made.channels)
            made.requantisations.push_back(m_layer.channels[static_cast<std::size_t>(channel)]);
        made.multipliers.resize(made.columns, 1);
        made.addends.resize(made.columns, 0);
        std::ranges::transform(made.requantisations, made.multipliers.begin(), &Requantisation::multiplier);
        std::ranges::transform(made.requantisations, made.addends.begin(), &Requantisation::addend);
        const int shift = made.requantisations.front().shift;
        if (shift >= 0 &&
            std::ranges::all_of(made.requantisations, [&](const Requantisation &each) { return each.shift == shift; }))
            made.shift = shift;
    }

    const std::vector<QuantisedUnit> &m_units;
    const QuantisedLayer &m_layer;
    int m_inputs = 0, m_outputs = 0, m_inputsOfGroup = 0;
    std::size_t m_positions = 0; ///< Of the kernel.
    PreparedLayer m_made;
};

} // namespace

PreparedLayer prepared(const QuantisedNetwork &network, int node) { return Preparing(network, node).run(); }

} // namespace odimo::integer
