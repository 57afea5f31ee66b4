// SPDX-License-Identifier: Apache-2.0
#pragma once

// Executes a ChipProgram on plain arrays: the arena in L2 and L1, byte by byte, job by job. A job reads only what was
// loaded to L1, and the array computes when it is waited for, after the digital tiles beside it: what lies wrong gives
// other codes. Bytes are in their natural order; how the chip reverses them is not the program's subject.

#include "core/integer/executor.h"
#include "core/integer/rules.h"
#include "tests/core/deploy/diana/lowering/program_memory.h"

namespace odimo::samples {

class ProgramInterpreter : private ProgramMemory {
public:
    ProgramInterpreter(const ChipProgram &program, int l1) : ProgramMemory(program.memory.arena, l1), m_program(program)
    {
    }

    /// The plain codes of the output. `seen(tensor, codes of the network's order)` for each tensor of a node once it is
    /// computed.
    template <typename Seen>
    std::vector<std::int16_t> run(const integer::CodeTensor &image, const Seen &seen)
    {
        m_image = &image;
        for (m_index = 0; m_index < m_program.steps.size(); ++m_index) {
            poisonNewTensors(m_program, m_index);
            std::visit([this](const auto &operation) { run(operation); }, step().operation);
            if (step().output) {
                const ChipTensor &made = m_program.tensor(*step().output);
                checkPadding(made);
                if (made.node)
                    seen(made, plain(made));
            }
        }
        return m_output;
    }

private:
    const ChipStep &step() const { return m_program.steps[m_index]; }
    const ChipTensor &input(std::size_t index = 0) const { return m_program.tensor(step().inputs[index]); }
    const ChipTensor &output() const { return m_program.tensor(*step().output); }

    template <typename Code>
    void fill(const ChipTensor &tensor, const Code &code)
    {
        for (int place = 0; place < tensor.shape.channels; ++place)
            for (int y = 0; y < tensor.shape.height; ++y)
                for (int x = 0; x < tensor.shape.width; ++x)
                    at(tensor, place, y, x) = static_cast<std::int8_t>(code(place, y, x));
        zeroPadding(tensor);
    }

    void run(const InputStep &)
    {
        const network::Shape &shape = output().shape;
        fill(output(), [&](int place, int y, int x) {
            return m_image->codes[static_cast<std::size_t>((place * shape.height + y) * shape.width + x)];
        });
    }

    void run(const OutputStep &) { m_output = plain(input()); }

    void run(const ReluStep &relu)
    {
        fill(output(), [&](int place, int y, int x) {
            return integer::rescaled(at(input(), place, y, x), relu.shift, {0, 0, 127});
        });
    }

    void run(const FlattenStep &flatten)
    {
        if (!flatten.moves)
            return;
        const network::Shape &shape = input().shape;
        fill(output(), [&](int place, int, int) {
            return at(input(), place / (shape.height * shape.width), place / shape.width % shape.height,
                      place % shape.width);
        });
    }

    void run(const ConcatenationStep &concatenation)
    {
        for (std::size_t i = 0; i < concatenation.parts.size(); ++i)
            for (int place = 0; concatenation.parts[i].moves && place < input(i).shape.channels; ++place)
                for (int y = 0; y < input(i).shape.height; ++y)
                    for (int x = 0; x < input(i).shape.width; ++x)
                        at(output(), concatenation.parts[i].first + place, y, x) = at(input(i), place, y, x);
        if (std::ranges::any_of(concatenation.parts, &ConcatenationStep::Part::moves))
            zeroPadding(output());
    }

    void run(const PoolStep &pool)
    {
        const network::Shape &shape = input().shape;
        fill(output(), [&](int place, int oy, int ox) {
            const int top = oy * pool.stride.height - pool.padding.top;
            const int left = ox * pool.stride.width - pool.padding.left;
            int sum = 0, most = -128, counted = 0;
            for (int y = top; y < top + pool.kernel.height; ++y)
                for (int x = left; x < left + pool.kernel.width; ++x) {
                    counted += y >= -pool.counted.top && y < shape.height + pool.counted.bottom &&
                               x >= -pool.counted.left && x < shape.width + pool.counted.right;
                    if (y < 0 || y >= shape.height || x < 0 || x >= shape.width)
                        continue;
                    sum += at(input(), place, y, x);
                    most = std::max<int>(most, at(input(), place, y, x));
                }
            return pool.kind == PoolKind::Max ? most : sum / counted;
        });
    }

    void run(const AdditionStep &addition)
    {
        for (const AdditionTile &tile : addition.tiles) {
            const auto slot = static_cast<std::size_t>(tile.slot);
            for (std::size_t i = 0; i < 2; ++i)
                move(true, addition.inputs[i].offset[slot], input(i).offset + tile.bytes.first, tile.bytes.count);
            for (int byte = 0; byte < tile.bytes.count; ++byte) {
                const int sum = l1(addition.inputs[0].offset[slot] + byte) + l1(addition.inputs[1].offset[slot] + byte);
                l1(addition.output.offset[slot] + byte) =
                    static_cast<std::int8_t>(std::clamp(sum >> addition.shift, -128, 127));
            }
            move(false, addition.output.offset[slot], output().offset + tile.bytes.first, tile.bytes.count);
        }
        if (addition.relu)
            fill(output(), [&](int place, int y, int x) { return std::max<int>(at(output(), place, y, x), 0); });
    }

    void run(const LayerStep &layer)
    {
        std::size_t nextTile = 0;
        if (layer.analog) {
            for (const RowGroup &group : layer.analog->groups)
                if (layer.analog->k64Made == K64Made::First)
                    makeK64(*layer.analog, group, {0, input().shape.height});
            for (const AnalogPass &pass : layer.analog->passes)
                run(layer, *layer.analog, pass, nextTile);
        }
        for (; layer.digital && nextTile < layer.digital->tiles.size(); ++nextTile)
            run(layer, *layer.digital, layer.digital->tiles[nextTile]);
        if (layer.digital && layer.digital->scratch)
            for (const Run &run : layer.digital->runs)
                for (int i = 0; i < run.count; ++i)
                    at(output(), run.to + i, 0, 0) = at(m_program.tensor(*layer.digital->scratch), run.from + i, 0, 0);
        zeroPadding(output());
    }

    /// Of some rows of the input, from the first byte of `k64` on.
    void makeK64(const AnalogPart &part, const RowGroup &group, Span rows)
    {
        const int k64 = m_program.tensor(part.k64).offset + group.k64Offset;
        const network::Shape &shape = input().shape;
        const bool gathers = group.runs.size() > 1;
        const ChipTensor &from = gathers ? m_program.tensor(part.gathered.value()) : input();
        const int first = gathers ? 0 : group.runs.front().from;
        for (const Run &run : group.runs)
            for (int i = 0; gathers && i < run.count; ++i)
                for (int y = 0; y < shape.height; ++y)
                    for (int x = 0; x < shape.width; ++x)
                        at(from, run.to + i, y, x) = at(input(), run.from + i, y, x);
        const int width = roundedUp(group.channels.count, 64);
        if (group.k64Offset + rows.count * shape.width * width > m_program.tensor(part.k64).bytes)
            throw std::runtime_error(step().name + ": K64 does not fit its scratch");
        for (int y = 0; y < rows.count; ++y)
            for (int x = 0; x < shape.width; ++x)
                for (int c = 0; c < width; ++c)
                    l2(k64 + (y * shape.width + x) * width + c) = static_cast<std::int8_t>(
                        c < group.channels.count ? at(from, first + c, rows.first + y, x) >> part.droppedInputBits : 0);
    }

    void run(const LayerStep &layer, const AnalogPart &part, const AnalogPass &pass, std::size_t &nextTile)
    {
        const RowGroup &group = part.groups[static_cast<std::size_t>(pass.group)];
        const Window &window = part.windows[static_cast<std::size_t>(pass.window)];
        const Span columns = part.columnTiles[static_cast<std::size_t>(pass.columns)];
        const int width = roundedUp(group.channels.count, 64), outWidth = roundedUp(columns.count, 64);
        const int inputWidth = input().shape.width, outputWidth = output().shape.width;
        const bool perPass = part.k64Made == K64Made::PerPass;
        if (perPass)
            makeK64(part, group, window.inputRows);
        move(true, part.inputOffset,
             m_program.tensor(part.k64).offset + group.k64Offset +
                 (perPass ? 0 : window.inputRows.first * inputWidth * width),
             window.inputRows.count * inputWidth * width);
        if (static_cast<int>(nextTile) != pass.digitalTiles.first && pass.digitalTiles.count > 0)
            throw std::runtime_error(step().name + ": tiles beside a pass are not the next ones");
        for (int tile = 0; tile < pass.digitalTiles.count; ++tile)
            run(layer, *layer.digital, layer.digital->tiles[nextTile++]);
        const std::size_t inputs = part.weights.size() / part.channels.size() /
                                   static_cast<std::size_t>(layer.kernel.height * layer.kernel.width);
        for (int y = 0; y < window.rows.count; ++y)
            for (int x = 0; x < outputWidth; ++x)
                for (int k = 0; k < outWidth; ++k) {
                    int sum = 0;
                    for (int c = 0; k < columns.count && c < group.channels.count; ++c)
                        for (int fy = 0; fy < layer.kernel.height; ++fy)
                            for (int fx = 0; fx < layer.kernel.width; ++fx) {
                                const int iy = y * layer.stride - window.padding.top + fy;
                                const int ix = x * layer.stride - window.padding.left + fx;
                                if (iy < 0 || iy >= window.inputRows.count || ix < 0 || ix >= inputWidth)
                                    continue;
                                const auto weight = ((static_cast<std::size_t>(columns.first + k) * inputs +
                                                      static_cast<std::size_t>(group.channels.first + c)) *
                                                         static_cast<std::size_t>(layer.kernel.height) +
                                                     static_cast<std::size_t>(fy)) *
                                                        static_cast<std::size_t>(layer.kernel.width) +
                                                    static_cast<std::size_t>(fx);
                                sum += part.weights[weight] * l1(part.inputOffset + (iy * inputWidth + ix) * width + c);
                            }
                    l1(part.outputOffset + (y * outputWidth + x) * outWidth + k) = static_cast<std::int8_t>(
                        integer::converted(sum, {.divisor = part.divisor, .bits = 6, .groupChannels = 1}));
                }
        const ChipTensor &codes = m_program.tensor(part.codes);
        const int count = window.rows.count * outputWidth * outWidth;
        if (count > codes.bytes)
            throw std::runtime_error(step().name + ": codes do not fit their scratch");
        move(false, part.outputOffset, codes.offset, count);
        m_sums.resize(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            m_sums[static_cast<std::size_t>(i)] =
                (pass.group == 0 ? 0 : m_sums[static_cast<std::size_t>(i)]) + l2(codes.offset + i);
        if (part.sums && 2 * count > m_program.tensor(*part.sums).bytes)
            throw std::runtime_error(step().name + ": sums do not fit their scratch");
        if (pass.group + 1 < static_cast<int>(part.groups.size()))
            return;
        if (part.groups.size() > 1 && !part.sums)
            throw std::runtime_error(step().name + ": there is no scratch for sums");
        for (const Run &run : part.runs)
            for (int i = 0; i < run.count; ++i) {
                const int k = run.from + i;
                if (k < columns.first || k >= columns.end())
                    continue;
                const auto channel = static_cast<std::size_t>(k);
                const integer::Requantisation by{part.multipliers[channel], part.addends[channel], part.shift};
                for (int y = 0; y < window.rows.count; ++y)
                    for (int x = 0; x < outputWidth; ++x)
                        at(output(), run.to + i, window.rows.first + y, x) =
                            static_cast<std::int8_t>(integer::requantised(
                                m_sums[static_cast<std::size_t>((y * outputWidth + x) * outWidth + k - columns.first)],
                                by, {0, part.least, 127}));
            }
    }

    void run(const LayerStep &layer, const DigitalPart &part, const DigitalTile &tile)
    {
        const int from = part.input.offset[static_cast<std::size_t>(tile.inputSlot)];
        const int to = part.output.offset[static_cast<std::size_t>(tile.outputSlot)];
        if (layer.kind == LayerKind::Dense) {
            dense(part, tile, from, to);
            return;
        }
        const Window &window = tile.window;
        const bool depthwise = layer.kind == LayerKind::Depthwise;
        const Span inputs = depthwise ? tile.channels : Span{0, input().shape.channels};
        const int inputPitch = pitchOf(window.inputColumns.count);
        const int outputWidth = window.skippedColumns + window.columns.count;
        const int outputPitch = pitchOf(outputWidth);
        for (int c = 0; tile.loadsInput && c < inputs.count; ++c)
            for (int y = 0; y < window.inputRows.count; ++y)
                move(true, from + (c * window.inputRows.count + y) * inputPitch,
                     addressOf(input(), inputs.first + c, window.inputRows.first + y, window.inputColumns.first),
                     inputPitch);
        if (tile.weightBytes > weightMemoryBytes)
            throw std::runtime_error(step().name + ": too many weights for a job");
        const int planes = depthwise ? tile.channels.count + 15 : roundedUp(tile.channels.count, 16);
        if (planes * window.rows.count * outputPitch > part.output.bytes)
            throw std::runtime_error(step().name + ": a tile does not fit its slot");
        for (int k = 0; k < planes; ++k)
            for (int y = 0; y < window.rows.count; ++y)
                for (int x = 0; x < outputPitch; ++x) {
                    std::int64_t sum = 0;
                    const int channel = tile.channels.first + k;
                    const auto row = static_cast<std::size_t>(channel);
                    for (int c = 0; k < tile.channels.count && c < (depthwise ? 1 : inputs.count); ++c)
                        for (int fy = 0; fy < layer.kernel.height; ++fy)
                            for (int fx = 0; fx < layer.kernel.width; ++fx) {
                                const int iy = y * layer.stride - window.padding.top + fy;
                                const int ix = x * layer.stride - window.padding.left + fx;
                                if (iy < 0 || iy >= window.inputRows.count || ix < 0 || ix >= inputPitch)
                                    continue;
                                const auto weight = ((row * static_cast<std::size_t>(depthwise ? 1 : inputs.count) +
                                                      static_cast<std::size_t>(c)) *
                                                         static_cast<std::size_t>(layer.kernel.height) +
                                                     static_cast<std::size_t>(fy)) *
                                                        static_cast<std::size_t>(layer.kernel.width) +
                                                    static_cast<std::size_t>(fx);
                                sum += part.weights[weight] *
                                       l1(from + ((depthwise ? k : c) * window.inputRows.count + iy) * inputPitch + ix);
                            }
                    l1(to + (k * window.rows.count + y) * outputPitch + x) =
                        k < tile.channels.count ? requantised(part, row, sum) : poison;
                }
        for (int k = 0; k < tile.channels.count; ++k)
            for (int y = 0; y < window.rows.count; ++y)
                move(false, to + (k * window.rows.count + y) * outputPitch + window.skippedColumns,
                     addressOf(output(), placeOf(part, tile.channels.first + k), window.rows.first + y,
                               window.columns.first),
                     pitchOf(window.columns.count));
    }

    void dense(const DigitalPart &part, const DigitalTile &tile, int from, int to)
    {
        const int inputs = input().shape.channels;
        if (tile.loadsInput)
            move(true, from, input().offset, roundedUp(inputs, 16));
        for (int k = 0; k < 16; ++k) {
            std::int64_t sum = 0;
            const auto row = static_cast<std::size_t>(tile.channels.first + k);
            for (int c = 0; k < tile.channels.count && c < inputs; ++c)
                sum +=
                    part.weights[row * static_cast<std::size_t>(inputs) + static_cast<std::size_t>(c)] * l1(from + c);
            l1(to + k) = k < tile.channels.count ? requantised(part, row, sum) : std::int8_t{0};
        }
        const ChipTensor &target = part.scratch ? m_program.tensor(*part.scratch) : output();
        move(false, to, target.offset + tile.channels.first, 16);
    }

    static std::int8_t requantised(const DigitalPart &part, std::size_t row, std::int64_t sum)
    {
        return static_cast<std::int8_t>(
            integer::requantised(sum, {1, part.bias[row], part.shift}, {0, part.relu ? 0 : -128, 127}));
    }

    static int placeOf(const DigitalPart &part, int channel)
    {
        for (const Run &run : part.runs)
            if (channel >= run.from && channel < run.from + run.count)
                return run.to + channel - run.from;
        throw std::runtime_error("a channel has no place");
    }

    const ChipProgram &m_program;
    const integer::CodeTensor *m_image = nullptr;
    std::vector<int> m_sums;
    std::vector<std::int16_t> m_output;
    std::size_t m_index = 0;
};

} // namespace odimo::samples
