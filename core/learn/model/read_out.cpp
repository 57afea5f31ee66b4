// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/read_out.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace odimo::learn {

using torch::Tensor;

namespace {

struct DropFunction : torch::autograd::Function<DropFunction> {
    static Tensor forward(torch::autograd::AutogradContext *, const Tensor &x, double step)
    {
        return (x / step).floor_().mul_(step);
    }
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext *,
                                                   torch::autograd::variable_list gradients)
    {
        return {gradients.front(), Tensor()};
    }
};

Tensor toColumn(const std::vector<double> &values, torch::Device device)
{
    return torch::tensor(values, torch::kFloat64).to(device);
}

Columns columnsOf(const std::vector<ChannelReading> &channels, double inputStep, torch::Device device)
{
    constexpr double endless = std::numeric_limits<double>::infinity();
    std::vector<double> inverse, offset, least, most, value, slope, isExact;
    for (const ChannelReading &channel : channels) {
        const double step = std::ldexp(inputStep, channel.droppedInputBits);
        const double divisor = channel.converter ? channel.converter->divisor : 1;
        const double end = channel.converter ? std::ldexp(1.0, channel.converter->bits - 1) : endless;
        inverse.push_back(channel.converter ? 1 / (step * divisor) : 0);
        offset.push_back(channel.converter ? 0.5 / divisor : 0);
        least.push_back(-end);
        most.push_back(channel.converter ? end - 1 : endless);
        value.push_back(channel.codeValue * step);
        slope.push_back(channel.converter ? channel.codeValue / divisor : 1);
        isExact.push_back(channel.converter ? 0 : 1);
    }
    return {toColumn(inverse, device), toColumn(offset, device), toColumn(least, device),  toColumn(most, device),
            toColumn(value, device),   toColumn(slope, device),  toColumn(isExact, device)};
}

/// Input channels `first` to `end` of each of the groups.
Tensor inputsOf(const Tensor &x, int groups, std::int64_t first, std::int64_t end)
{
    if (groups == 1)
        return x.slice(1, first, end);
    const Tensor slice = x.reshape({x.size(0), groups, x.size(1) / groups, x.size(2), x.size(3)}).slice(2, first, end);
    return slice.reshape({x.size(0), groups * (end - first), x.size(2), x.size(3)});
}

Tensor onlyRows(const Tensor &weight, const Tensor &rows)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
    shape[0] = -1;
    return weight * rows.to(weight.scalar_type()).view(shape);
}

} // namespace

Tensor withoutBits(const Tensor &x, int bits, double inputStep)
{
    return bits > 0 ? DropFunction::apply(x, std::ldexp(inputStep, bits)) : x;
}

ReadOut::ReadOut(const std::vector<ChannelReading> &channels, double inputStep, torch::Device device)
    : m_inputStep(inputStep), m_parts(partsOf(channels, device))
{
    if (std::ranges::any_of(channels, [](const ChannelReading &each) { return each.converter.has_value(); }))
        m_columns = columnsOf(channels, inputStep, device);
}

/// An exact sum may as well be formed in the row groups of converted channels that read the same bits.
std::vector<ReadOut::Part> ReadOut::partsOf(const std::vector<ChannelReading> &channels, torch::Device device)
{
    std::vector<Part> parts;
    const auto partOf = [&parts](const ChannelReading &channel) {
        const int atOnce = channel.converter ? channel.converter->groupChannels : 0;
        return std::ranges::find_if(parts, [&](const Part &part) {
            return part.droppedInputBits == channel.droppedInputBits && (atOnce == 0 || part.atOnce == atOnce);
        });
    };
    for (const bool isConverted : {true, false})
        for (const ChannelReading &channel : channels)
            if (channel.converter.has_value() == isConverted && partOf(channel) == parts.end())
                parts.push_back(
                    {channel.droppedInputBits, isConverted ? channel.converter->groupChannels : 0, Tensor()});
    if (parts.size() == 1)
        return parts;
    std::vector<std::vector<double>> rows(parts.size(), std::vector<double>(channels.size(), 0));
    for (std::size_t c = 0; c < channels.size(); ++c)
        rows[static_cast<std::size_t>(partOf(channels[c]) - parts.begin())][c] = 1;
    for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i].rows = toColumn(rows[i], device);
    return parts;
}

std::vector<ReadOut::Operands> ReadOut::operands(const Tensor &x, const Tensor &weight, int groups) const
{
    std::vector<Operands> made;
    const std::int64_t summed = weight.size(1);
    for (const Part &part : m_parts) {
        const Tensor read = withoutBits(x, part.droppedInputBits, m_inputStep);
        const Tensor own = part.rows.defined() ? onlyRows(weight, part.rows) : weight;
        const std::int64_t atOnce = part.atOnce > 0 ? std::min<std::int64_t>(part.atOnce, summed) : summed;
        if (atOnce == summed) {
            made.push_back({read, own});
            continue;
        }
        for (std::int64_t first = 0; first < summed; first += atOnce) {
            const std::int64_t end = std::min(first + atOnce, summed);
            made.push_back({inputsOf(read, groups, first, end), own.slice(1, first, end)});
        }
    }
    return made;
}

Tensor ReadOut::read(const std::vector<Tensor> &products) const
{
    Tensor sum;
    for (const Tensor &product : products) {
        const Tensor values = m_columns ? readInPlace(product, *m_columns) : product;
        sum = sum.defined() ? sum + values : values;
    }
    return sum;
}

} // namespace odimo::learn
