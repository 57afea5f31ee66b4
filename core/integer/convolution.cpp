// SPDX-License-Identifier: Apache-2.0
#include "core/integer/convolution.h"

#include <algorithm>

namespace odimo::integer {

namespace {

/// An image with its padding written out, so that every window lies inside.
CodeTensor padded(const CodeTensor &x, const network::Padding &padding)
{
    CodeTensor made{
        {x.shape.channels, x.shape.height + padding.top + padding.bottom, x.shape.width + padding.left + padding.right},
        {}};
    made.codes.resize(static_cast<std::size_t>(made.shape.channels) * made.shape.height * made.shape.width, 0);
    for (int row = 0; row < x.shape.channels * x.shape.height; ++row) {
        const int channel = row / x.shape.height, y = row % x.shape.height;
        const auto from = x.codes.begin() + static_cast<std::ptrdiff_t>(row) * x.shape.width;
        std::copy_n(from, x.shape.width,
                    made.codes.begin() +
                        (static_cast<std::ptrdiff_t>(channel) * made.shape.height + y + padding.top) *
                            made.shape.width +
                        padding.left);
    }
    return made;
}

/// What a unit reads of an image.
CodeTensor shifted(CodeTensor x, int bits)
{
    for (std::int16_t &code : x.codes)
        code = static_cast<std::int16_t>(shiftedRight(code, bits));
    return x;
}

/// sums[i] += weight * row[i * stride]
void addProducts(std::vector<std::int32_t> &sums, std::int32_t weight, const std::int16_t *row, int stride)
{
    const std::size_t count = sums.size();
    if (stride == 1)
        for (std::size_t i = 0; i < count; ++i)
            sums[i] += weight * row[i];
    else
        for (std::size_t i = 0; i < count; ++i)
            sums[i] += weight * row[i * static_cast<std::size_t>(stride)];
}

} // namespace

void convolve(const network::Convolution &op, const QuantisedNetwork &network, int node, const CodeTensor &x,
              CodeTensor &made)
{
    const QuantisedLayer &layer = network.layers[static_cast<std::size_t>(node)];
    const CodeRange &range = network.ranges[static_cast<std::size_t>(node)];
    std::vector<CodeTensor> images; // By unit.
    for (const QuantisedUnit &unit : network.units)
        images.push_back(shifted(padded(x, op.padding), unit.droppedInputBits));
    const int perGroup = x.shape.channels / op.groups;
    const int channelsOfGroup = made.shape.channels / op.groups;
    const std::size_t perChannel = layer.weights.size() / static_cast<std::size_t>(made.shape.channels);
    std::vector<std::int32_t> sums(static_cast<std::size_t>(made.shape.width)); // Of one row of one channel.
    std::vector<std::int32_t> codes(sums.size());                               // Of its row groups.
    auto code = made.codes.begin();
    for (int k = 0; k < made.shape.channels; ++k) {
        const Requantisation &by = layer.channels[static_cast<std::size_t>(k)];
        const auto unit = static_cast<std::size_t>(layer.unitOfChannel[static_cast<std::size_t>(k)]);
        const CodeTensor &image = images[unit];
        const std::optional<Converter> &converter = layer.converters[unit];
        const int atOnce = converter ? converter->groupChannels : perGroup;
        const int first = k / channelsOfGroup * perGroup;
        for (int y = 0; y < made.shape.height; ++y) {
            const std::int16_t *weight = layer.weights.data() + static_cast<std::size_t>(k) * perChannel;
            std::ranges::fill(codes, 0);
            for (int group = first; group < first + perGroup; group += atOnce) {
                std::ranges::fill(sums, 0);
                for (int c = group; c < std::min(group + atOnce, first + perGroup); ++c)
                    for (int i = 0; i < op.kernel.height; ++i) {
                        const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(c) * image.shape.height +
                                                   y * op.stride.height + i * op.dilation.height;
                        for (int j = 0; j < op.kernel.width; ++j, ++weight)
                            if (*weight != 0)
                                addProducts(sums, *weight,
                                            image.codes.data() + row * image.shape.width + j * op.dilation.width,
                                            op.stride.width);
                    }
                for (std::size_t i = 0; i < sums.size(); ++i)
                    codes[i] += converter ? converted(sums[i], *converter) : sums[i];
            }
            code = std::ranges::transform(codes, code, [&](std::int32_t sum) {
                       return static_cast<std::int16_t>(requantised(sum, by, range));
                   }).out;
        }
    }
}

} // namespace odimo::integer
