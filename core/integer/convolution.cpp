// SPDX-License-Identifier: Apache-2.0
#include "core/integer/convolution.h"

#include "core/integer/column_codes.h"
#include "core/integer/dot_products.h"

#include <algorithm>

namespace odimo::integer {

namespace {

/// So many that their patches stay in the cache while all channels are computed.
constexpr std::size_t pixelsAtOnce = 16;
static_assert(pixelsAtOnce % rowsAtOnce == 0);

std::size_t sizeOf(int height, int width, std::size_t channels)
{
    return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * channels;
}

/// What a reading takes of an image, with its padding written out, so that every window lies inside.
void read(const Reading &reading, const network::Padding &padding, const network::Shape &shape, const std::int16_t *x,
          std::vector<std::int16_t> &to)
{
    const std::size_t channels = reading.channels.size();
    const int width = shape.width + padding.left + padding.right;
    to.assign(sizeOf(shape.height + padding.top + padding.bottom, width, channels), 0);
    const bool isWhole = channels == static_cast<std::size_t>(shape.channels) && reading.droppedInputBits == 0;
    for (int y = 0; y < shape.height; ++y) {
        const std::int16_t *from = x + sizeOf(y, shape.width, static_cast<std::size_t>(shape.channels));
        std::int16_t *row = to.data() + sizeOf(y + padding.top, width, channels) + sizeOf(1, padding.left, channels);
        if (isWhole)
            std::copy_n(from, sizeOf(1, shape.width, channels), row);
        else
            for (int column = 0; column < shape.width; ++column, from += shape.channels)
                for (const int channel : reading.channels)
                    *row++ = static_cast<std::int16_t>(from[channel] >> reading.droppedInputBits);
    }
}

class Convolving {
public:
    Convolving(const PreparedLayer &layer, const network::Shape &shape, const network::Shape &made,
               ConvolutionBuffers &buffers)
        : m_layer(layer), m_op(layer.op), m_width(shape.width + layer.op.padding.left + layer.op.padding.right),
          m_made(made), m_buffers(buffers)
    {
        if (m_buffers.images.size() < layer.readings.size())
            m_buffers.images.resize(layer.readings.size());
    }

    void run(const network::Shape &shape, const std::int16_t *x, std::int16_t *to)
    {
        for (std::size_t index = 0; index < m_layer.readings.size(); ++index)
            read(m_layer.readings[index], m_op.padding, shape, x, m_buffers.images[index]);
        const std::size_t pixels = sizeOf(m_made.height, m_made.width, 1);
        for (m_first = 0; m_first < pixels; m_first += pixelsAtOnce) {
            m_count = std::min(pixelsAtOnce, pixels - m_first);
            m_patched = nullptr;
            for (const LayerPart &part : m_layer.parts)
                put(part, sumsOf(part), to);
        }
    }

private:
    std::size_t channelsOf(const LayerPart &part) const { return m_layer.readings[part.reading].channels.size(); }

    /// Where the window of a pixel of this round begins in what the part reads.
    const std::int16_t *windowOf(const LayerPart &part, std::size_t pixel) const
    {
        const int at = static_cast<int>(m_first + pixel);
        const int y = at / m_made.width * m_op.stride.height, column = at % m_made.width * m_op.stride.width;
        return m_buffers.images[part.reading].data() + sizeOf(1, y * m_width + column, channelsOf(part));
    }

    /// From a window's begin to a place of the kernel.
    std::size_t offsetOf(int row, int column, std::size_t channels) const
    {
        return sizeOf(1, row * m_op.dilation.height * m_width + column * m_op.dilation.width, channels);
    }

    /// The sums of all pixels of this round, [pixels, columns]: of codes where there are converters.
    const std::int32_t *sumsOf(const LayerPart &part)
    {
        m_buffers.sums.resize(pixelsAtOnce * part.columns);
        if (m_layer.isDepthwise) {
            for (std::size_t pixel = 0; pixel < m_count; ++pixel)
                sumDepthwise(part, windowOf(part, pixel), m_buffers.sums.data() + pixel * part.columns);
            if (!part.converter)
                return m_buffers.sums.data();
        }
        m_buffers.codes.assign(pixelsAtOnce * part.columns, 0);
        if (m_layer.isDepthwise)
            addConverted(m_buffers.sums.data(), m_count * part.columns, *part.converter, m_buffers.codes.data());
        for (const SummedRows &rows : part.rows) {
            patch(part, rows);
            dotProducts(m_buffers.patches.data(), roundedUp(m_count, rowsAtOnce), rows.weights.data(), part.columns,
                        rows.length, m_buffers.sums.data());
            if (!part.converter)
                return m_buffers.sums.data(); // There is one row group.
            addConverted(m_buffers.sums.data(), m_count * part.columns, *part.converter, m_buffers.codes.data());
        }
        return m_buffers.codes.data();
    }

    void sumDepthwise(const LayerPart &part, const std::int16_t *window, std::int32_t *sums) const
    {
        const std::size_t channels = part.channels.size();
        std::fill_n(sums, part.columns, 0);
        const std::int16_t *weights = part.depthwiseWeights.data();
        for (int row = 0; row < m_op.kernel.height; ++row)
            for (int column = 0; column < m_op.kernel.width; ++column, weights += channels) {
                const std::int16_t *codes = window + offsetOf(row, column, channels);
                for (std::size_t c = 0; c < channels; ++c)
                    sums[c] += codes[c] * weights[c];
            }
    }

    /// Copies what is summed for each pixel of this round; parts of one reading share it.
    void patch(const LayerPart &part, const SummedRows &rows)
    {
        if (m_patched && m_patchedReading == part.reading && m_patched->first == rows.first &&
            m_patched->channels == rows.channels)
            return;
        m_patched = &rows;
        m_patchedReading = part.reading;
        m_buffers.patches.resize(std::max(m_buffers.patches.size(), pixelsAtOnce * rows.length));
        const std::size_t channels = channelsOf(part);
        const bool inOneRun = rows.channels == channels && m_op.dilation.width == 1;
        const int runs = inOneRun ? 1 : m_op.kernel.width;
        const std::size_t run = inOneRun ? sizeOf(1, m_op.kernel.width, channels) : rows.channels;
        for (std::size_t pixel = 0; pixel < m_count; ++pixel) {
            const std::int16_t *window = windowOf(part, pixel) + rows.first;
            std::int16_t *to = m_buffers.patches.data() + pixel * rows.length;
            std::int16_t *const end = to + rows.length;
            for (int row = 0; row < m_op.kernel.height; ++row)
                for (int column = 0; column < runs; ++column)
                    to = std::copy_n(window + offsetOf(row, column, channels), run, to);
            std::fill(to, end, std::int16_t{0});
        }
        std::fill_n(m_buffers.patches.data() + m_count * rows.length,
                    (roundedUp(m_count, rowsAtOnce) - m_count) * rows.length, std::int16_t{0});
    }

    void put(const LayerPart &part, const std::int32_t *sums, std::int16_t *to) const
    {
        m_buffers.channels.resize(part.columns);
        to += m_first * static_cast<std::size_t>(m_made.channels);
        for (std::size_t pixel = 0; pixel < m_count; ++pixel, sums += part.columns, to += m_made.channels) {
            requantise(part, m_layer.range, sums, m_buffers.channels.data());
            for (std::size_t c = 0; c < part.channels.size(); ++c)
                to[part.channels[c]] = m_buffers.channels[c];
        }
    }

    const PreparedLayer &m_layer;
    const network::Convolution &m_op;
    const int m_width; ///< Of what is read, with its padding.
    const network::Shape m_made;
    ConvolutionBuffers &m_buffers;
    std::size_t m_first = 0, m_count = 0; ///< Pixels of this round.
    const SummedRows *m_patched = nullptr;
    std::size_t m_patchedReading = 0;
};

} // namespace

void convolve(const PreparedLayer &layer, const network::Shape &shape, const std::vector<std::int16_t> &x,
              const network::Shape &madeShape, std::vector<std::int16_t> &made, ConvolutionBuffers &buffers)
{
    Convolving(layer, shape, madeShape, buffers).run(shape, x.data(), made.data());
}

} // namespace odimo::integer
