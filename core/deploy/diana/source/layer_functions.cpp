// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/layer_functions.h"

#include "core/base/overloaded.h"
#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/source/source_text.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

std::string shapeText(const network::Shape &shape)
{
    return isOnePixel(shape) ? textOf(shape.channels) : textOf(shape.channels, "x", shape.height, "x", shape.width);
}

std::string unitsText(const LayerStep &layer)
{
    const std::size_t digital = layer.digital ? layer.digital->channels.size() : 0;
    const std::size_t analog = layer.analog ? layer.analog->channels.size() : 0;
    if (analog == 0)
        return "by the digital unit";
    if (digital == 0)
        return "by the array";
    return textOf(digital, digital == 1 ? " channel" : " channels", " by the digital unit, ", analog,
                  " by the array at the same time");
}

/// Writes the function of one step.
class LayerFunction {
public:
    LayerFunction(const ChipProgram &program, const CNames &names, std::size_t index)
        : m_program(program), m_names(names), m_step(program.steps[index]), m_name(names.steps[index]),
          m_capitals(upperCase(m_name))
    {
    }

    std::string text()
    {
        std::visit([this](const auto &operation) { write(operation); }, m_step.operation);
        const bool isInput = std::holds_alternative<InputStep>(m_step.operation);
        const bool isOutput = std::holds_alternative<OutputStep>(m_step.operation);
        return textOf("/* ", plainName(m_step.name), ": ", describe(m_program, m_step), ". */\nstatic void layer_",
                      m_name, "(",
                      isInput    ? "const int8_t *plain"
                      : isOutput ? "int8_t *plain"
                                 : "void",
                      ")\n{\n", "    diana_layer(\"", plainName(m_step.name), "\");\n", m_body, "}\n");
    }

private:
    const ChipTensor &input(std::size_t index = 0) const { return m_program.tensor(m_step.inputs[index]); }
    const ChipTensor &output() const { return m_program.tensor(*m_step.output); }
    std::string nameOf(int tensor) const { return m_names.tensors[static_cast<std::size_t>(tensor)]; }
    std::string inputShape(std::size_t index = 0) const { return "&shape_" + nameOf(m_step.inputs[index]); }
    std::string outputShape() const { return "&shape_" + nameOf(*m_step.output); }

    template <typename... Parts>
    void line(const Parts &...parts)
    {
        m_body += textOf("    ", parts..., "\n");
    }

    void declare(const std::string &type, const char *variable, int tensor)
    {
        line(type, variable, " = arena + L2_", upperCase(nameOf(tensor)), ";");
    }
    void declareInput() { declare("const int8_t *", "x", m_step.inputs.front()); }
    void declareOutput() { declare("int8_t *", "y", *m_step.output); }

    void write(const InputStep &)
    {
        declareOutput();
        line("diana_cpu_pack(y, ", outputShape(), ", plain, ", m_name, "_places);");
    }

    void write(const OutputStep &)
    {
        declareInput();
        line("diana_cpu_unpack(plain, x, ", inputShape(), ", ", m_name, "_places);");
    }

    void write(const LayerStep &layer)
    {
        if (layer.digital || layer.analog->k64Made != K64Made::Before)
            declareInput();
        declareOutput();
        if (layer.digital && layer.digital->scratch)
            declare("int8_t *", "part", *layer.digital->scratch);
        if (layer.analog)
            declareArray(*layer.analog);
        if (layer.digital && tilesBesideArray(layer) > 0)
            line("unsigned tile = 0;");
        if (layer.analog) {
            writeK64(*layer.analog);
            writePasses(layer);
        }
        if (layer.digital)
            writeTiles(layer);
        writePadding();
    }

    /// How many tiles run while the array computes.
    static int tilesBesideArray(const LayerStep &layer)
    {
        int tiles = 0;
        if (layer.analog)
            for (const AnalogPass &pass : layer.analog->passes)
                tiles += pass.digitalTiles.count;
        return tiles;
    }

    void declareArray(const AnalogPart &part)
    {
        declare(part.k64Made != K64Made::Before ? "int8_t *" : "const int8_t *", "k64", part.k64);
        if (part.codes == part.k64)
            line("int8_t *codes = k64; /* The codes of a pass take the place of its input. */");
        else
            declare("int8_t *", "codes", part.codes);
        if (part.gathered)
            declare("int8_t *", "gathered", *part.gathered);
        if (part.sums)
            line("int16_t *sums = (int16_t *)(void *)(arena + L2_", upperCase(nameOf(*part.sums)), ");");
    }

    /// Brings the channels of a row group into the layout of the array.
    std::string k64Call(const AnalogPart &part, const std::string &group, const std::string &rows) const
    {
        const std::string input = textOf("k64, x, ", inputShape());
        const std::string bits = textOf(m_capitals, "_DROPPED_BITS);");
        return part.gathered ? textOf("net_gathered_k64(", group, ", ", rows, ", ", input, ", gathered, &shape_",
                                      nameOf(*part.gathered), ", ", bits)
                             : textOf("net_k64(", group, ", ", rows, ", ", input, ", ", bits);
    }

    void writeK64(const AnalogPart &part)
    {
        if (part.k64Made == K64Made::Before)
            m_body += "\n    /* Its input lies in the layout of the array already. */\n";
        if (part.k64Made != K64Made::First)
            return;
        m_body += "\n    /* The input in the layout of the array. */\n";
        line("const net_rows all = {0, shape_", nameOf(m_step.inputs.front()), ".h};");
        if (part.groups.size() == 1) {
            line(k64Call(part, m_name + "_groups", "&all"));
            return;
        }
        line("for (const net_group *group = ", m_name, "_groups; group < ", m_name, "_groups + ", m_capitals,
             "_GROUPS; ++group)");
        line("    ", k64Call(part, "group", "&all"));
    }

    std::string tileCall(const LayerStep &layer) const
    {
        const char *function = layer.kind == LayerKind::Dense       ? "net_dense"
                               : layer.kind == LayerKind::Depthwise ? "net_depthwise"
                                                                    : "net_convolution";
        return textOf(function, "(&", m_name, "_tiles[tile], x, ", layer.digital->scratch ? "part" : "y",
                      ", net_weights.", m_name, "_digital);");
    }

    void writePasses(const LayerStep &layer)
    {
        const AnalogPart &part = *layer.analog;
        const bool besideTiles = tilesBesideArray(layer) > 0;
        m_body += textOf("\n    /* ", besideTiles ? "The array computes beside the digital unit" : "The array computes",
                         part.sums ? ", the codes of its row groups are added up" : "",
                         ", then the host scales its codes. */\n");
        line("for (const net_pass *pass = ", m_name, "_passes; pass < ", m_name, "_passes + ", m_capitals,
             "_PASSES; ++pass) {");
        if (part.k64Made == K64Made::PerPass)
            line("    ", k64Call(part, textOf("&", m_name, "_groups[pass->group]"), "&pass->rows"));
        line("    net_array_start(pass, k64, net_weights.", m_name, "_analog);");
        if (besideTiles) {
            line("    for (; tile < pass->tiles_end; ++tile)");
            line("        ", tileCall(layer));
        }
        line("    net_array_finish(pass, codes);");
        if (part.sums) {
            line("    net_add_to_sums(pass, sums, codes);");
            line("    net_requantise_sums(pass, y, ", outputShape(), ", sums, &", m_name, "_scale);");
        } else {
            line("    net_requantise(pass, y, ", outputShape(), ", codes, &", m_name, "_scale);");
        }
        line("}");
    }

    void writeTiles(const LayerStep &layer)
    {
        const int beside = tilesBesideArray(layer);
        if (beside < static_cast<int>(layer.digital->tiles.size())) {
            m_body += beside > 0 ? "\n    /* What is left for the digital unit. */\n" : "\n";
            line("for (", beside > 0 ? "" : "unsigned tile = 0", "; tile < ", m_capitals, "_TILES; ++tile)");
            line("    ", tileCall(layer));
        }
        if (!layer.digital->scratch)
            return;
        m_body += "\n    /* Its channels to their places in the output. */\n";
        const std::string shape = "&shape_" + nameOf(*layer.digital->scratch);
        line("for (const net_channels *run = ", m_name, "_places; run < ", m_name, "_places + ", m_capitals,
             "_PLACES; ++run)");
        line("    diana_cpu_copy_channels(y, ", outputShape(), ", run->to, part, ", shape,
             ", run->from, run->channels);");
    }

    /// The next layer reads the padding as zeros.
    void writePadding()
    {
        const network::Shape &shape = output().shape;
        const bool hasPadding =
            output().layout == Layout::Vector ? shape.channels % digitalBlock != 0 : shape.width % digitalBlock != 0;
        if (hasPadding)
            line("net_zero_padding(y, ", outputShape(), ");");
    }

    void write(const AdditionStep &addition)
    {
        declare("const int8_t *", "a", m_step.inputs[0]);
        declare("const int8_t *", "b", m_step.inputs[1]);
        declareOutput();
        line("for (unsigned piece = 0; piece < ", m_capitals, "_PIECES; ++piece)");
        line("    net_add(&", m_name, "_pieces[piece], a, b, y, ", m_capitals, "_SHIFT);");
        if (addition.relu)
            line("diana_cpu_relu(y, y, ", outputShape(), ", 0); /* The unit's sum has no ReLU. */");
    }

    void write(const PoolStep &pool)
    {
        declareInput();
        declareOutput();
        if (pool.kind == PoolKind::GlobalAverage)
            line("diana_cpu_gap(y, x, ", inputShape(), ");");
        else
            line("diana_cpu_", pool.kind == PoolKind::Max ? "maxpool" : "avgpool", "(y, ", outputShape(), ", x, ",
                 inputShape(), ", &", m_name, "_window);");
    }

    void write(const ReluStep &)
    {
        declareInput();
        declareOutput();
        line("diana_cpu_relu(y, x, ", outputShape(), ", ", m_capitals, "_SHIFT);");
    }

    void write(const FlattenStep &flatten)
    {
        if (!flatten.moves) {
            line("/* Its codes lie in this order already. */");
            return;
        }
        declareInput();
        declareOutput();
        if (output().layout == Layout::Vector)
            line("diana_cpu_flatten(y, x, ", inputShape(), ");");
        else
            line("diana_cpu_copy_channels(y, ", outputShape(), ", 0, x, ", inputShape(), ", 0, shape_",
                 nameOf(*m_step.output), ".c);");
    }

    void write(const ConcatenationStep &concatenation)
    {
        bool moves = false;
        for (std::size_t i = 0; i < concatenation.parts.size(); ++i)
            moves = moves || concatenation.parts[i].moves;
        if (!moves) {
            line("/* Its parts were computed in their places. */");
            return;
        }
        declareOutput();
        for (std::size_t i = 0; i < concatenation.parts.size(); ++i)
            if (concatenation.parts[i].moves)
                line("diana_cpu_copy_channels(y, ", outputShape(), ", ", m_capitals, "_PART_", i, ", arena + L2_",
                     upperCase(nameOf(m_step.inputs[i])), ", ", inputShape(i), ", 0, shape_", nameOf(m_step.inputs[i]),
                     ".c);");
        writePadding();
    }

    const ChipProgram &m_program;
    const CNames &m_names;
    const ChipStep &m_step;
    const std::string m_name;
    const std::string m_capitals;
    std::string m_body;
};

} // namespace

std::string describe(const ChipProgram &program, const ChipStep &step)
{
    const auto from = [&](std::size_t index = 0) {
        return shapeText(program.tensor(step.inputs[index]).shape);
    };
    const auto to = [&] {
        return shapeText(program.tensor(*step.output).shape);
    };
    return std::visit(
        Overloaded{
            [&](const InputStep &) { return "the image, " + to() + ", as the units read it"; },
            [&](const OutputStep &) { return "the " + from() + " codes of the output in the order of the network"; },
            [&](const LayerStep &layer) {
                const bool relu = layer.digital ? layer.digital->relu : layer.analog->least == 0;
                const std::string kernel =
                    textOf(layer.kernel.height, "x", layer.kernel.width, ", stride ", layer.stride);
                const std::string what = layer.kind == LayerKind::Dense       ? "fully connected"
                                         : layer.kind == LayerKind::Depthwise ? "depthwise convolution " + kernel
                                                                              : "convolution " + kernel;
                return textOf(what, ", ", from(), " to ", to(), relu ? ", ReLU; " : "; ", unitsText(layer));
            },
            [&](const AdditionStep &addition) {
                return textOf("sum of two tensors ", to(), addition.relu ? ", ReLU" : "");
            },
            [&](const PoolStep &pool) {
                return textOf(pool.kind == PoolKind::Max ? "maximum" : "mean", " of ",
                              pool.kind == PoolKind::GlobalAverage
                                  ? std::string("each channel")
                                  : textOf("windows ", pool.kernel.height, "x", pool.kernel.width, ", stride ",
                                           pool.stride.height, "x", pool.stride.width),
                              ", ", from(), " to ", to(), ", by the host");
            },
            [&](const ReluStep &) { return "ReLU of " + to() + ", by the host"; },
            [&](const FlattenStep &) { return from() + " to a vector of " + to(); },
            [&](const ConcatenationStep &concatenation) {
                return textOf("the channels of ", concatenation.parts.size(), " tensors to ", to());
            }},
        step.operation);
}

std::string layerFunction(const ChipProgram &program, const CNames &names, std::size_t step)
{
    return LayerFunction(program, names, step).text();
}

} // namespace odimo::deploy
