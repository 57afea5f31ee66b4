// SPDX-License-Identifier: Apache-2.0
#pragma once

// Single layers through the interface of the chip, tile by tile, as an exported network would run them.

#include "core/deploy/diana/packing/activations.h"
#include "core/deploy/diana/packing/weights.h"
#include "tests/core/deploy/diana/hal/single_layer.h"

extern "C" {
#include "resources/diana/hal/diana_hal.h"
}

namespace odimo::samples {

inline int up(int value, int to) { return (value + to - 1) / to * to; }
inline std::uint16_t u16(int value) { return static_cast<std::uint16_t>(value); }
inline std::uint8_t u8(int value) { return static_cast<std::uint8_t>(value); }
inline std::uint32_t u32(int value) { return static_cast<std::uint32_t>(value); }

inline diana_shape mapOf(const network::Shape &shape)
{
    return {u16(shape.channels), u16(shape.height), u16(shape.width), u16(up(shape.width, 16))};
}
inline diana_shape vectorOf(int channels) { return {u16(channels), 1, 1, 1}; }

/// What lies between two ends.
struct Range {
    int begin = 0;
    int end = 0;
    int count() const { return end - begin; }
};

/// The inputs that outputs need along one direction, and the padding at both ends.
struct Needed {
    Range inputs;
    int before = 0;
    int after = 0;
};

inline Needed neededFor(const Range &outputs, int kernel, int stride, int size)
{
    const int begin = outputs.begin * stride - kernel / 2;
    const int end = (outputs.end - 1) * stride - kernel / 2 + kernel;
    return {{std::max(begin, 0), std::min(end, size)}, std::max(-begin, 0), std::max(end - size, 0)};
}

inline std::vector<std::int8_t> bytesOf(std::vector<std::int16_t>::const_iterator from, std::size_t count)
{
    return {from, from + static_cast<std::ptrdiff_t>(count)};
}

/// Runs one layer in tiles of `rows` output rows, `channels` output channels (a multiple of 16) and `columns` output
/// columns (a multiple of 16; 0: all).
struct DigitalTiles {
    int rows = 0;
    int channels = 0;
    int columns = 0;
};

class DigitalLayer {
public:
    DigitalLayer(const SingleLayer &single, const DigitalTiles &tiles)
        : m_single(single), m_tiles(tiles), m_x(deploy::packMap(single.input)), m_in(single.input.shape),
          m_out(single.node().output), m_op(single.convolution()),
          m_y(static_cast<std::size_t>(m_out.channels * m_out.height * up(m_out.width, 16)), 99)
    {
        diana_open(0);
        diana_reachable(m_x.data(), static_cast<std::uint32_t>(m_x.size()));
        diana_reachable(m_y.data(), static_cast<std::uint32_t>(m_y.size()));
        diana_reachable(m_weights.data(), static_cast<std::uint32_t>(m_weights.size()));
        const int columns = tiles.columns > 0 ? tiles.columns : up(m_out.width, 16);
        for (int x = 0; x < m_out.width; x += columns)
            for (int y = 0; y < m_out.height; y += tiles.rows)
                for (int k = 0; k < m_out.channels; k += tiles.channels)
                    runTile({y, std::min(y + tiles.rows, m_out.height)}, {x, std::min(x + columns, m_out.width)},
                            {k, std::min(k + tiles.channels, m_out.channels)});
        diana_close();
        const diana_shape shape = mapOf(m_out);
        const diana_part all{0, shape.c, 0, shape.h};
        diana_cpu_zero_padding(m_y.data(), &shape, &all);
    }

    const std::vector<std::int8_t> &output() const { return m_y; }

private:
    bool isDepthwise() const { return m_op.groups > 1; }

    std::vector<std::uint8_t> packedWeights() const
    {
        const integer::QuantisedLayer &layer = m_single.layer();
        std::vector<std::int32_t> biases;
        for (const integer::Requantisation &channel : layer.channels)
            biases.push_back(channel.addend);
        const auto weights = bytesOf(layer.weights.begin(), layer.weights.size());
        const deploy::WeightShape shape{static_cast<int>(biases.size()), isDepthwise() ? 1 : m_in.channels,
                                        m_op.kernel};
        return isDepthwise() ? deploy::packDepthwise(weights, biases, shape)
                             : deploy::packConvolution(weights, biases, shape);
    }

    void runTile(const Range &rows, const Range &columns, const Range &channels)
    {
        const Needed y = neededFor(rows, m_op.kernel.height, m_op.stride.height, m_in.height);
        Needed x = neededFor(columns, m_op.kernel.width, m_op.stride.width, m_in.width);
        const int skipped = columns.begin > 0 ? 16 : 0; // Words of L2 hold 16 columns, so that the job begins earlier.
        if (skipped > 0)
            x = {{(columns.begin - 16) * m_op.stride.width, x.inputs.end}, m_op.kernel.width / 2, x.after};
        const Range inputs = isDepthwise() ? channels : Range{0, m_in.channels};
        const int pitch = up(m_in.width, 16), tilePitch = up(x.inputs.count(), 16);
        const diana_block load{u32(inputs.count()), u32(y.inputs.count()),
                               u32(tilePitch),      u32(m_in.height * pitch),
                               u32(pitch),          u32(y.inputs.count() * tilePitch),
                               u32(tilePitch)};
        diana_dig_load_block(0, m_x.data() + (inputs.begin * m_in.height + y.inputs.begin) * pitch + x.inputs.begin,
                             &load);
        const diana_l1 to = u32(inputs.count() * y.inputs.count() * tilePitch);
        const diana_job job{.c = u16(inputs.count()),
                            .k = u16(channels.count()),
                            .ix = u16(x.inputs.count()),
                            .iy = u16(y.inputs.count()),
                            .ox = u16(columns.count() + skipped),
                            .oy = u16(rows.count()),
                            .fx = u8(m_op.kernel.width),
                            .fy = u8(m_op.kernel.height),
                            .stride = u8(m_op.stride.width),
                            .pad_t = u8(y.before),
                            .pad_b = u8(y.after),
                            .pad_l = u8(x.before),
                            .pad_r = u8(x.after),
                            .shift = u8(m_single.layer().channels.front().shift),
                            .relu = u8(m_single.network.ranges[1].least == 0),
                            .ox_unroll = 1,
                            .adc_div = 1};
        const int taps = m_op.kernel.height * m_op.kernel.width;
        if (isDepthwise())
            diana_dig_dwconv2d_start(0, to, m_weights.data() + channels.begin / 4 * 16 * (taps + 4), &job);
        else
            diana_dig_conv2d_start(0, to, m_weights.data() + channels.begin * (m_in.channels * taps + 4), &job);
        diana_dig_wait();
        const int outPitch = up(m_out.width, 16), outTile = up(columns.count() + skipped, 16);
        const diana_block store{u32(channels.count()),
                                u32(rows.count()),
                                u32(outTile - skipped),
                                u32(m_out.height * outPitch),
                                u32(outPitch),
                                u32(rows.count() * outTile),
                                u32(outTile)};
        diana_dig_store_block(m_y.data() + (channels.begin * m_out.height + rows.begin) * outPitch + columns.begin,
                              to + u32(skipped), &store);
    }

    const SingleLayer &m_single;
    DigitalTiles m_tiles;
    std::vector<std::int8_t> m_x;
    network::Shape m_in;
    network::Shape m_out;
    const network::Convolution &m_op;
    std::vector<std::int8_t> m_y;
    std::vector<std::uint8_t> m_weights = packedWeights();
};

/// Runs one layer in tiles of `rows` output rows, in row groups and columns as the array has them.
class AnalogLayer {
public:
    AnalogLayer(const SingleLayer &single, int rows)
        : m_single(single), m_in(single.input.shape), m_out(single.node().output), m_op(single.convolution()),
          m_isVector(m_in.height * m_in.width == 1), m_shapeIn(m_isVector ? vectorOf(m_in.channels) : mapOf(m_in)),
          m_shapeOut(m_isVector ? vectorOf(m_out.channels) : mapOf(m_out)),
          m_x(m_isVector ? deploy::packVector(single.input) : deploy::packMap(single.input)),
          m_y(diana_bytes(&m_shapeOut), 99)
    {
        diana_open(1);
        for (int y = 0; y < m_out.height; y += rows)
            for (int k = 0; k < m_out.channels; k += 512)
                runColumns({y, std::min(y + rows, m_out.height)}, {k, std::min(k + 512, m_out.channels)});
        diana_close();
        const diana_part all{0, m_shapeOut.c, 0, m_shapeOut.h};
        diana_cpu_zero_padding(m_y.data(), &m_shapeOut, &all);
    }

    const std::vector<std::int8_t> &output() const { return m_y; }
    int unrolled() const { return m_unrolled; }

private:
    const integer::Converter &converter() const { return *m_single.layer().converters.front(); }

    void runColumns(const Range &rows, const Range &channels)
    {
        const int width = up(channels.count(), 64);
        std::vector<std::int8_t> codes(static_cast<std::size_t>(rows.count() * m_out.width * width));
        std::vector<std::int16_t> sums(codes.size(), 77);
        for (int c = 0; c < m_in.channels; c += converter().groupChannels) {
            const Range group{c, std::min(c + converter().groupChannels, m_in.channels)};
            runGroup(rows, channels, group, codes);
            diana_cpu_psum(sums.data(), codes.data(), static_cast<std::uint32_t>(codes.size()), c == 0);
        }
        std::vector<std::int16_t> mul, add;
        for (int k = channels.begin; k < channels.end; ++k) {
            const integer::Requantisation &by = m_single.layer().channels[static_cast<std::size_t>(k)];
            mul.push_back(static_cast<std::int16_t>(by.multiplier));
            add.push_back(static_cast<std::int16_t>(by.addend));
        }
        const diana_requant by{mul.data(), add.data(),
                               static_cast<std::int16_t>(m_single.layer().channels.front().shift),
                               static_cast<std::int16_t>(m_single.network.ranges[1].least)};
        const diana_part part{u16(channels.begin), u16(channels.count()), u16(rows.begin), u16(rows.count())};
        if (m_in.channels > converter().groupChannels)
            diana_cpu_psum_requant_to_c16(m_y.data(), &m_shapeOut, &part, sums.data(), static_cast<unsigned>(width), 0,
                                          &by);
        else
            diana_cpu_adc_requant_to_c16(m_y.data(), &m_shapeOut, &part, codes.data(), static_cast<unsigned>(width), 0,
                                         &by);
    }

    std::vector<std::uint32_t> packedCells(const Range &channels, const Range &group) const
    {
        const auto &weights = m_single.layer().weights;
        const int taps = m_op.kernel.height * m_op.kernel.width;
        std::vector<std::int8_t> codes;
        for (int k = channels.begin; k < channels.end; ++k) {
            const auto from = weights.begin() + (k * m_in.channels + group.begin) * taps;
            codes.insert(codes.end(), from, from + group.count() * taps);
        }
        return deploy::packArray(codes, {channels.count(), group.count(), m_op.kernel});
    }

    void runGroup(const Range &rows, const Range &channels, const Range &group, std::vector<std::int8_t> &codes)
    {
        const Needed y = neededFor(rows, m_op.kernel.height, m_op.stride.height, m_in.height);
        const Needed x = neededFor({0, m_out.width}, m_op.kernel.width, m_op.stride.width, m_in.width);
        const int pixels = y.inputs.count() * m_in.width, padded = up(group.count(), 64);
        std::vector<std::int8_t> k64(static_cast<std::size_t>(pixels * padded), 99);
        const diana_part part{u16(group.begin), u16(group.count()), u16(y.inputs.begin), u16(y.inputs.count())};
        diana_cpu_c16_to_k64(k64.data(), m_x.data(), &m_shapeIn, &part,
                             static_cast<unsigned>(m_single.network.units.front().droppedInputBits));
        diana_ana_load_start(0, k64.data(), u32(pixels * padded / 64));
        diana_ana_wait();
        int unroll = 1;
        while (unroll < 4 && 2 * unroll * channels.count() <= 512 && m_out.width % (2 * unroll) == 0 &&
               group.count() * m_op.kernel.height * (m_op.kernel.width + 2 * unroll - 1) <= 1152)
            unroll *= 2;
        m_unrolled = std::max(m_unrolled, unroll);
        const diana_job job{.c = u16(group.count()),
                            .k = u16(channels.count()),
                            .ix = u16(m_in.width),
                            .iy = u16(y.inputs.count()),
                            .ox = u16(m_out.width),
                            .oy = u16(rows.count()),
                            .fx = u8(m_op.kernel.width),
                            .fy = u8(m_op.kernel.height),
                            .stride = u8(m_op.stride.width),
                            .pad_t = u8(y.before),
                            .pad_b = u8(y.after),
                            .pad_l = u8(x.before),
                            .pad_r = u8(x.after),
                            .shift = 0,
                            .relu = 0,
                            .ox_unroll = u8(unroll),
                            .adc_div = converter().divisor};
        const diana_l1 to = u32(pixels * padded);
        const std::vector<std::uint32_t> cells = packedCells(channels, group);
        diana_ana_conv2d_start(0, to, cells.data(), &job);
        diana_ana_wait();
        diana_ana_store_start(codes.data(), to, static_cast<std::uint32_t>(codes.size() / 64));
        diana_ana_wait();
    }

    const SingleLayer &m_single;
    network::Shape m_in;
    network::Shape m_out;
    const network::Convolution &m_op;
    bool m_isVector;
    diana_shape m_shapeIn;
    diana_shape m_shapeOut;
    std::vector<std::int8_t> m_x;
    std::vector<std::int8_t> m_y;
    int m_unrolled = 1;
};

} // namespace odimo::samples
