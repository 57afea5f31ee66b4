// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/layer_tables.h"

#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/source/c_names.h"
#include "core/deploy/diana/source/source_text.h"

#include <algorithm>
#include <numeric>

namespace odimo::deploy {

namespace {

/// The channels of `run` that are among `channels`, as a run; without any if its count is 0.
Run partOfRun(const Run &run, const Span &channels)
{
    const int first = std::max(run.from, channels.first);
    const int end = std::min(run.from + run.count, channels.end());
    return {first, run.to + first - run.from, std::max(0, end - first)};
}

/// What lies at the same distance in both memories.
struct Block {
    int planes = 1, rows = 1, bytes = 0;
    int l2Plane = 0, l2Row = 0, l1Plane = 0, l1Row = 0;
};

std::string toC(const Block &block)
{
    return textOf("{.planes = ", block.planes, ", .rows = ", block.rows, ", .bytes = ", block.bytes,
                  ", .l2_plane = ", block.l2Plane, ", .l2_row = ", block.l2Row, ", .l1_plane = ", block.l1Plane,
                  ", .l1_row = ", block.l1Row, "}");
}

/// What all jobs of the chip are told; what a job does not use is 0.
struct Job {
    int inputs = 0, outputs = 0;
    int inputWidth = 0, inputHeight = 0, outputWidth = 0, outputHeight = 0;
    network::Extent kernel = {};
    int stride = 1;
    network::Padding padding = {};
};

std::string toC(const Job &job, const std::string &more)
{
    return textOf("{.c = ", job.inputs, ", .k = ", job.outputs, ", .ix = ", job.inputWidth, ", .iy = ", job.inputHeight,
                  ", .ox = ", job.outputWidth, ", .oy = ", job.outputHeight, ", .fx = ", job.kernel.width,
                  ", .fy = ", job.kernel.height, ", .stride = ", job.stride, ", .pad_t = ", job.padding.top,
                  ", .pad_b = ", job.padding.bottom, ", .pad_l = ", job.padding.left, ", .pad_r = ", job.padding.right,
                  more, "}");
}

/// The tables of the digital unit, tile by tile.
class DigitalTables {
public:
    DigitalTables(const ChipProgram &program, const ChipStep &step, const LayerStep &layer, const std::string &name)
        : m_program(program), m_layer(layer), m_part(*layer.digital), m_input(program.tensor(step.inputs.front())),
          m_output(program.tensor(*step.output)), m_name(name), m_capitals(upperCase(name))
    {
    }

    std::string text()
    {
        for (const DigitalTile &tile : m_part.tiles)
            m_layer.kind == LayerKind::Dense ? addDense(tile) : addMap(tile);
        return textOf("static const net_store ", m_name, "_stores[] = {\n", m_stores, "};\n\nconst net_tile ", m_name,
                      "_tiles[", m_capitals, "_TILES] = {\n", m_tiles, "};\n");
    }

private:
    std::string slot(const char *what, const Slots &slots, int index) const
    {
        const bool isOne = slots.offset[0] == slots.offset[1];
        return textOf(m_capitals, "_L1_", what, isOne ? "" : index == 0 ? "_A" : "_B");
    }

    void addStore(int output, int computed, const Block &block)
    {
        m_stores += textOf("    {.output = ", output, ", .computed = ", computed, ", .block = ", toC(block), "},\n");
        ++m_storeCount;
    }

    void addTile(const DigitalTile &tile, int input, const Block &window, const Job &job, int firstStore)
    {
        const std::string digital = textOf(", .shift = ", m_part.shift, ", .relu = ", m_part.relu ? 1 : 0);
        m_tiles +=
            textOf("    {.loads = ", tile.loadsInput ? 1 : 0, ", .input = ", input, ", .window = ", toC(window),
                   ",\n     .from = ", slot("INPUT", m_part.input, tile.inputSlot),
                   ", .to = ", slot("OUTPUT", m_part.output, tile.outputSlot), ", .weights = ", tile.weightOffset,
                   ",\n     .job = ", toC(job, digital), ",\n     .stores = ", m_storeCount - firstStore,
                   ", .store = &", m_name, "_stores[", firstStore, "]},\n");
    }

    void addDense(const DigitalTile &tile)
    {
        const int firstStore = m_storeCount;
        const int bytes = roundedUp(m_input.shape.channels, digitalBlock);
        addStore(tile.channels.first, 0, {.bytes = digitalBlock, .l2Plane = 0, .l2Row = 0, .l1Plane = 0, .l1Row = 0});
        const Job job = {.inputs = m_input.shape.channels,
                         .outputs = tile.channels.count,
                         .inputWidth = 1,
                         .inputHeight = 1,
                         .outputWidth = 1,
                         .outputHeight = 1,
                         .kernel = {1, 1}};
        addTile(tile, 0, {.bytes = bytes, .l2Plane = 0, .l2Row = 0, .l1Plane = 0, .l1Row = 0}, job, firstStore);
    }

    void addMap(const DigitalTile &tile)
    {
        const Window &window = tile.window;
        const network::Shape &from = m_input.shape, &to = m_output.shape;
        const Span inputs = m_layer.kind == LayerKind::Depthwise ? tile.channels : Span{0, from.channels};
        const int inputPitch = pitchOf(window.inputColumns.count);
        const int computedWidth = window.skippedColumns + window.columns.count;
        const int outputPitch = pitchOf(computedWidth);
        const int firstStore = m_storeCount;
        for (const Run &run : m_part.runs)
            if (const Run part = partOfRun(run, tile.channels); part.count > 0)
                addStore(part.to * planeBytes(to) + window.rows.first * pitchOf(to.width) + window.columns.first,
                         (part.from - tile.channels.first) * window.rows.count * outputPitch + window.skippedColumns,
                         {.planes = part.count,
                          .rows = window.rows.count,
                          .bytes = pitchOf(window.columns.count),
                          .l2Plane = planeBytes(to),
                          .l2Row = pitchOf(to.width),
                          .l1Plane = window.rows.count * outputPitch,
                          .l1Row = outputPitch});
        const Block block = {.planes = inputs.count,
                             .rows = window.inputRows.count,
                             .bytes = inputPitch,
                             .l2Plane = planeBytes(from),
                             .l2Row = pitchOf(from.width),
                             .l1Plane = window.inputRows.count * inputPitch,
                             .l1Row = inputPitch};
        const Job job = {.inputs = inputs.count,
                         .outputs = tile.channels.count,
                         .inputWidth = window.inputColumns.count,
                         .inputHeight = window.inputRows.count,
                         .outputWidth = computedWidth,
                         .outputHeight = window.rows.count,
                         .kernel = m_layer.kernel,
                         .stride = m_layer.stride,
                         .padding = window.padding};
        const int first =
            inputs.first * planeBytes(from) + window.inputRows.first * pitchOf(from.width) + window.inputColumns.first;
        addTile(tile, first, block, job, firstStore);
    }

    const ChipProgram &m_program;
    const LayerStep &m_layer;
    const DigitalPart &m_part;
    const ChipTensor &m_input;
    const ChipTensor &m_output;
    const std::string m_name;
    const std::string m_capitals;
    std::string m_stores;
    std::string m_tiles;
    int m_storeCount = 0;
};

/// The tables of the array, pass by pass.
class AnalogTables {
public:
    AnalogTables(const ChipProgram &program, const ChipStep &step, const LayerStep &layer, const std::string &name)
        : m_layer(layer), m_part(*layer.analog), m_input(program.tensor(step.inputs.front()).shape),
          m_output(program.tensor(*step.output).shape), m_name(name), m_capitals(upperCase(name))
    {
    }

    std::string text()
    {
        for (const RowGroup &group : m_part.groups)
            addGroup(group);
        for (const AnalogPass &pass : m_part.passes)
            addPass(pass);
        std::string text;
        if (m_part.k64Made != K64Made::Before)
            text = textOf("static const net_channels ", m_name, "_runs[] = {\n", m_runs, "};\n\nconst net_group ",
                          m_name, "_groups[", m_capitals, "_GROUPS] = {\n", m_groups, "};\n\n");
        return text + textOf("static const net_part ", m_name, "_parts[] = {\n", m_parts, "};\n\nconst net_pass ",
                             m_name, "_passes[", m_capitals, "_PASSES] = {\n", m_passes, "};\n");
    }

private:
    void addGroup(const RowGroup &group)
    {
        m_groups += textOf("    {.k64 = ", group.k64Offset, ", .channels = ", group.channels.count,
                           ", .runs = ", group.runs.size(), ", .run = &", m_name, "_runs[", m_runCount, "]},\n");
        for (const Run &run : group.runs)
            m_runs += textOf("    {.to = ", run.to, ", .from = ", run.from, ", .channels = ", run.count, "},\n");
        m_runCount += static_cast<int>(group.runs.size());
    }

    void addPass(const AnalogPass &pass)
    {
        const RowGroup &group = m_part.groups[static_cast<std::size_t>(pass.group)];
        const Window &window = m_part.windows[static_cast<std::size_t>(pass.window)];
        const Span columns = m_part.columnTiles[static_cast<std::size_t>(pass.columns)];
        const int padded = roundedUp(group.channels.count, k64Channels);
        const int width = roundedUp(columns.count, k64Channels);
        const int firstPart = m_partCount;
        if (pass.group + 1 == static_cast<int>(m_part.groups.size()))
            addParts(window, columns);
        if (pass.digitalTiles.count > 0)
            m_tilesEnd = pass.digitalTiles.end();
        const Job job = {.inputs = group.channels.count,
                         .outputs = columns.count,
                         .inputWidth = m_input.width,
                         .inputHeight = window.inputRows.count,
                         .outputWidth = m_output.width,
                         .outputHeight = window.rows.count,
                         .kernel = m_layer.kernel,
                         .stride = m_layer.stride,
                         .padding = window.padding};
        const std::string analog = textOf(", .ox_unroll = ", pass.unroll, ", .adc_div = ", m_capitals, "_DIVISOR");
        const int windowStart =
            m_part.k64Made == K64Made::PerPass ? 0 : window.inputRows.first * m_input.width * padded;
        m_passes += textOf("    {.group = ", pass.group, ", .rows = {.first = ", window.inputRows.first,
                           ", .count = ", window.inputRows.count, "}, .k64 = ", group.k64Offset + windowStart,
                           ", .window_rows64 = ", window.inputRows.count * m_input.width * padded / k64Channels,
                           ", .codes_rows64 = ", window.rows.count * m_output.width * width / k64Channels,
                           ",\n     .from = ", m_capitals, "_L1_K64, .to = ", m_capitals,
                           "_L1_CODES, .weights = ", pass.weightOffset / 4, ",\n     .job = ", toC(job, analog),
                           ",\n     .tiles_end = ", m_tilesEnd, ", .width = ", width,
                           ", .begins_sums = ", pass.group == 0 ? 1 : 0, ", .parts = ", m_partCount - firstPart,
                           ", .part = &", m_name, "_parts[", m_partCount > firstPart ? firstPart : 0, "]},\n");
    }

    void addParts(const Window &window, const Span &columns)
    {
        for (const Run &run : m_part.runs)
            if (const Run part = partOfRun(run, columns); part.count > 0) {
                m_parts += textOf("    {.output = {.first = ", part.to, ", .channels = ", part.count,
                                  ", .row = ", window.rows.first, ", .rows = ", window.rows.count,
                                  "}, .column = ", part.from - columns.first, ", .channel = ", part.from, "},\n");
                ++m_partCount;
            }
    }

    const LayerStep &m_layer;
    const AnalogPart &m_part;
    const network::Shape &m_input;
    const network::Shape &m_output;
    const std::string m_name;
    const std::string m_capitals;
    std::string m_runs, m_groups, m_parts, m_passes;
    int m_runCount = 0;
    int m_partCount = 0;
    int m_tilesEnd = 0;
};

} // namespace

std::string digitalTables(const ChipProgram &program, const ChipStep &step, const LayerStep &layer,
                          const std::string &name)
{
    return DigitalTables(program, step, layer, name).text();
}

std::string analogTables(const ChipProgram &program, const ChipStep &step, const LayerStep &layer,
                         const std::string &name)
{
    return AnalogTables(program, step, layer, name).text();
}

} // namespace odimo::deploy
