// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/plan_source.h"

#include "core/base/overloaded.h"
#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/source/layer_tables.h"
#include "core/deploy/diana/source/source_text.h"

namespace odimo::deploy {

namespace {

const char *layoutName(Layout layout)
{
    switch (layout) {
    case Layout::Map:
        return "map";
    case Layout::Vector:
        return "vector";
    case Layout::K64:
        return "input of the array";
    case Layout::Staging:
        return "input and codes of a pass of the array";
    case Layout::Codes:
        return "codes of the array";
    case Layout::Sums:
        return "sums of codes";
    }
    return "";
}

bool hasShape(const ChipTensor &tensor) { return tensor.layout == Layout::Map || tensor.layout == Layout::Vector; }

std::string shapeText(const network::Shape &shape)
{
    return textOf(shape.channels, "x", shape.height, "x", shape.width);
}

std::string arena(const ChipProgram &program, const CNames &names)
{
    std::string text = "/* L2: where each tensor lies in the arena, and the layers from the one that writes it to the "
                       "last that reads it. */\nenum {\n";
    for (std::size_t i = 0; i < program.tensors.size(); ++i) {
        const ChipTensor &tensor = program.tensors[i];
        text += textOf("    L2_", upperCase(names.tensors[i]), " = ", tensor.offset, ", /* ", shapeText(tensor.shape),
                       " ", layoutName(tensor.layout), ", ", tensor.bytes, " bytes, layers ", tensor.firstStep, " to ",
                       tensor.lastStep);
        if (tensor.node)
            text += textOf(", codes ", tensor.range.least, " to ", tensor.range.most, " of 2^", tensor.range.exponent);
        text += " */\n";
    }
    return text + textOf("    L2_ARENA_BYTES = ", program.memory.arena, "\n};\n\n");
}

/// Both slots of a unit's place in L1, or the one there is.
std::string slotConstants(const std::string &name, const Slots &slots)
{
    if (slots.offset[0] == slots.offset[1])
        return textOf("    ", name, " = ", slots.offset[0], ", /* ", slots.bytes, " bytes */\n");
    return textOf("    ", name, "_A = ", slots.offset[0], ", /* ", slots.bytes, " bytes each */\n    ", name,
                  "_B = ", slots.offset[1], ",\n");
}

std::string layerDeclarations(const LayerStep &layer, const std::string &name)
{
    const std::string capitals = upperCase(name);
    std::string constants, tables;
    if (layer.digital) {
        constants += textOf("    ", capitals, "_TILES = ", layer.digital->tiles.size(), ",\n") +
                     slotConstants(capitals + "_L1_INPUT", layer.digital->input) +
                     slotConstants(capitals + "_L1_OUTPUT", layer.digital->output);
        tables += textOf("extern const net_tile ", name, "_tiles[", capitals, "_TILES];\n");
        if (layer.digital->scratch) {
            constants += textOf("    ", capitals, "_PLACES = ", layer.digital->runs.size(), ",\n");
            tables += textOf("extern const net_channels ", name, "_places[", capitals, "_PLACES];\n");
        }
    }
    if (layer.analog) {
        const AnalogPart &part = *layer.analog;
        constants +=
            textOf("    ", capitals, "_PASSES = ", part.passes.size(), ",\n    ", capitals,
                   "_L1_K64 = ", part.inputOffset, ",\n    ", capitals, "_L1_CODES = ", part.outputOffset, ",\n    ",
                   capitals, "_DIVISOR = ", part.divisor, ", /* of the converters of the array */\n");
        if (part.k64Made != K64Made::Before) {
            constants +=
                textOf("    ", capitals, "_GROUPS = ", part.groups.size(), ", /* of rows of the array */\n    ",
                       capitals, "_DROPPED_BITS = ", part.droppedInputBits, ",\n");
            tables += textOf("extern const net_group ", name, "_groups[", capitals, "_GROUPS];\n");
        }
        tables += textOf("extern const net_pass ", name, "_passes[", capitals, "_PASSES];\n");
    }
    return textOf("enum {\n", constants, "};\n", tables);
}

std::string additionDeclarations(const AdditionStep &addition, const std::string &name)
{
    const std::string capitals = upperCase(name);
    return textOf("enum {\n    ", capitals, "_PIECES = ", addition.tiles.size(), ",\n    ", capitals,
                  "_SHIFT = ", addition.shift, ",\n") +
           slotConstants(capitals + "_L1_A", addition.inputs[0]) +
           slotConstants(capitals + "_L1_B", addition.inputs[1]) +
           slotConstants(capitals + "_L1_SUM", addition.output) +
           textOf("};\nextern const net_addition ", name, "_pieces[", capitals, "_PIECES];\n");
}

std::string additionTable(const AdditionStep &addition, const std::string &name)
{
    const std::string capitals = upperCase(name);
    const auto slot = [&](const char *what, const Slots &slots, int index) {
        return textOf(capitals, "_L1_", what, slots.offset[0] == slots.offset[1] ? "" : index == 0 ? "_A" : "_B");
    };
    std::string text = textOf("const net_addition ", name, "_pieces[", capitals, "_PIECES] = {\n");
    for (const AdditionTile &tile : addition.tiles)
        text += textOf("    {.first = ", tile.bytes.first, ", .bytes = ", tile.bytes.count,
                       ", .a = ", slot("A", addition.inputs[0], tile.slot),
                       ", .b = ", slot("B", addition.inputs[1], tile.slot),
                       ", .sum = ", slot("SUM", addition.output, tile.slot), "},\n");
    return text + "};\n";
}

/// Where the channels of a vector of the digital unit stand in the output.
std::string placesTable(const DigitalPart &part, const std::string &name)
{
    std::string rows;
    for (const Run &run : part.runs)
        rows += textOf("    {.to = ", run.to, ", .from = ", run.from, ", .channels = ", run.count, "},\n");
    return textOf("\nconst net_channels ", name, "_places[", upperCase(name), "_PLACES] = {\n", rows, "};\n");
}

std::string concatenationDeclarations(const ConcatenationStep &concatenation, const std::string &name)
{
    std::string text;
    for (std::size_t i = 0; i < concatenation.parts.size(); ++i)
        if (concatenation.parts[i].moves)
            text += textOf("    ", upperCase(name), "_PART_", i, " = ", concatenation.parts[i].first, ",\n");
    return text.empty() ? text : "enum { /* the first channel of each part that is copied */\n" + text + "};\n";
}

std::string poolTable(const PoolStep &pool, const std::string &name)
{
    return textOf("const diana_pool ", name, "_window = {.fx = ", pool.kernel.width, ", .fy = ", pool.kernel.height,
                  ", .stride_x = ", pool.stride.width, ", .stride_y = ", pool.stride.height,
                  ", .pad_t = ", pool.padding.top, ", .pad_l = ", pool.padding.left,
                  ",\n    .counted_t = ", pool.counted.top, ", .counted_b = ", pool.counted.bottom,
                  ", .counted_l = ", pool.counted.left, ", .counted_r = ", pool.counted.right, "};\n");
}

/// Of the plain tensors outside: by channel of the network, where it stands.
std::string orderTable(const ChipTensor &tensor, const std::string &name)
{
    std::vector<int> places(tensor.order.size());
    for (std::size_t place = 0; place < tensor.order.size(); ++place)
        places[static_cast<std::size_t>(tensor.order[place])] = static_cast<int>(place);
    return textOf("const uint16_t ", name, "_places[", places.size(), "] = {\n", numberLines(places), "};\n");
}

/// What a file has for one step, under its name; nothing if it has nothing.
std::string section(std::size_t index, const ChipStep &step, const std::string &own)
{
    return own.empty() ? own : textOf("\n/* Layer ", index, ": ", plainName(step.name), " */\n", own);
}

} // namespace

std::string planHeader(const ChipProgram &program, const CNames &names)
{
    std::string text = "/* The plan of the network: generated. */\n#pragma once\n\n#include \"steps.h\"\n\n" +
                       arena(program, names) + "/* Shapes as tensors lie in memory. */\n";
    for (std::size_t i = 0; i < program.tensors.size(); ++i)
        if (hasShape(program.tensors[i]))
            text += textOf("extern const diana_shape shape_", names.tensors[i], ";\n");
    for (std::size_t i = 0; i < program.steps.size(); ++i) {
        const ChipStep &step = program.steps[i];
        const std::string &name = names.steps[i];
        const std::string own =
            std::visit(Overloaded{[&](const LayerStep &layer) { return layerDeclarations(layer, name); },
                                  [&](const AdditionStep &addition) { return additionDeclarations(addition, name); },
                                  [&](const PoolStep &pool) {
                                      return pool.kind == PoolKind::GlobalAverage
                                                 ? std::string()
                                                 : textOf("extern const diana_pool ", name, "_window;\n");
                                  },
                                  [&](const ConcatenationStep &concatenation) {
                                      return concatenationDeclarations(concatenation, name);
                                  },
                                  [&](const ReluStep &relu) {
                                      return textOf("enum { ", upperCase(name), "_SHIFT = ", relu.shift, " };\n");
                                  },
                                  [&](const InputStep &) {
                                      return textOf("extern const uint16_t ", name, "_places[",
                                                    program.tensor(*step.output).order.size(), "];\n");
                                  },
                                  [&](const OutputStep &) {
                                      return textOf("extern const uint16_t ", name, "_places[",
                                                    program.tensor(step.inputs.front()).order.size(), "];\n");
                                  },
                                  [](const auto &) {
                                      return std::string();
                                  }},
                       step.operation);
        text += section(i, step, own);
    }
    return text;
}

std::string planSource(const ChipProgram &program, const CNames &names)
{
    std::string text = "/* The tables of the plan: generated. */\n#include \"plan.h\"\n\n";
    for (std::size_t i = 0; i < program.tensors.size(); ++i) {
        const ChipTensor &tensor = program.tensors[i];
        if (!hasShape(tensor))
            continue;
        const int pitch = tensor.layout == Layout::Vector ? 1 : pitchOf(tensor.shape.width);
        text += textOf("const diana_shape shape_", names.tensors[i], " = {.c = ", tensor.shape.channels,
                       ", .h = ", tensor.shape.height, ", .w = ", tensor.shape.width, ", .pitch = ", pitch, "};\n");
    }
    for (std::size_t i = 0; i < program.steps.size(); ++i) {
        const ChipStep &step = program.steps[i];
        const std::string &name = names.steps[i];
        const std::string own = std::visit(
            Overloaded{[&](const LayerStep &layer) {
                           std::string tables;
                           if (layer.digital)
                               tables += digitalTables(program, step, layer, name);
                           if (layer.digital && layer.digital->scratch)
                               tables += placesTable(*layer.digital, name);
                           if (layer.analog)
                               tables += (tables.empty() ? "" : "\n") + analogTables(program, step, layer, name);
                           return tables;
                       },
                       [&](const AdditionStep &addition) { return additionTable(addition, name); },
                       [&](const PoolStep &pool) {
                           return pool.kind == PoolKind::GlobalAverage ? std::string() : poolTable(pool, name);
                       },
                       [&](const InputStep &) { return orderTable(program.tensor(*step.output), name); },
                       [&](const OutputStep &) { return orderTable(program.tensor(step.inputs.front()), name); },
                       [](const auto &) {
                           return std::string();
                       }},
            step.operation);
        text += section(i, step, own);
    }
    return text;
}

} // namespace odimo::deploy
