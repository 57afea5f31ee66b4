// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/params_source.h"

#include "core/base/error.h"
#include "core/deploy/diana/packing/weights.h"
#include "core/deploy/diana/source/source_text.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

/// Calls act(step, layer, name) for each layer in order.
template <typename Act>
void forLayers(const ChipProgram &program, const CNames &names, const Act &act)
{
    for (std::size_t i = 0; i < program.steps.size(); ++i)
        if (const auto *layer = std::get_if<LayerStep>(&program.steps[i].operation))
            act(program.steps[i], *layer, names.steps[i]);
}

int inputsOf(const ChipProgram &program, const ChipStep &step, const LayerStep &layer)
{
    return layer.kind == LayerKind::Depthwise ? 1 : program.tensor(step.inputs.front()).shape.channels;
}

void checkBytes(std::size_t made, int planned, const ChipStep &step)
{
    if (made != static_cast<std::size_t>(planned))
        throw Error("The weights of the layer " + step.name + " take " + std::to_string(made) +
                    " bytes, but the plan says " + std::to_string(planned) + ".");
}

/// A depthwise job reads so many bytes behind its weights.
constexpr int bytesBehindDepthwise = 16;

std::vector<std::uint8_t> digitalBytes(const ChipProgram &program, const ChipStep &step, const LayerStep &layer)
{
    const DigitalPart &part = *layer.digital;
    const WeightShape shape{static_cast<int>(part.channels.size()), inputsOf(program, step, layer), layer.kernel};
    std::vector<std::uint8_t> bytes = layer.kind == LayerKind::Dense ? packDense(part.weights, part.bias, shape)
                                      : layer.kind == LayerKind::Depthwise
                                          ? packDepthwise(part.weights, part.bias, shape)
                                          : packConvolution(part.weights, part.bias, shape);
    checkBytes(bytes.size(), part.weightBytes, step);
    if (layer.kind == LayerKind::Depthwise)
        bytes.resize(bytes.size() + bytesBehindDepthwise);
    return bytes;
}

/// The weights of a job: some output and some input channels of the part.
std::vector<std::int8_t> weightsOf(const AnalogPart &part, const Span &columns, const Span &inputs, int allInputs,
                                   int area)
{
    std::vector<std::int8_t> weights;
    for (int k = columns.first; k < columns.end(); ++k) {
        const auto begin = part.weights.begin() + (static_cast<std::ptrdiff_t>(k) * allInputs + inputs.first) * area;
        weights.insert(weights.end(), begin, begin + static_cast<std::ptrdiff_t>(inputs.count) * area);
    }
    return weights;
}

std::vector<std::uint32_t> analogWords(const ChipProgram &program, const ChipStep &step, const LayerStep &layer)
{
    const AnalogPart &part = *layer.analog;
    const int inputs = inputsOf(program, step, layer);
    const int area = layer.kernel.height * layer.kernel.width;
    std::vector<std::uint32_t> words(static_cast<std::size_t>(part.weightBytes) / 4);
    for (const AnalogPass &pass : part.passes) {
        const Span columns = part.columnTiles[static_cast<std::size_t>(pass.columns)];
        const Span group = part.groups[static_cast<std::size_t>(pass.group)].channels;
        const std::vector<std::uint32_t> packed =
            packArray(weightsOf(part, columns, group, inputs, area), {columns.count, group.count, layer.kernel});
        checkBytes(4 * packed.size(), pass.weightBytes, step);
        std::ranges::copy(packed, words.begin() + pass.weightOffset / 4);
    }
    return words;
}

} // namespace

std::string paramsHeader(const ChipProgram &program, const CNames &names)
{
    std::string members, scales;
    forLayers(program, names, [&](const ChipStep &step, const LayerStep &layer, const std::string &name) {
        if (layer.digital)
            members += textOf("    uint8_t ", name, "_digital[", digitalBytes(program, step, layer).size(), "]; /* ",
                              layer.digital->channels.size(), " output channels */\n");
        if (layer.analog) {
            members += textOf("    uint32_t ", name, "_analog[", layer.analog->weightBytes / 4, "]; /* ",
                              layer.analog->channels.size(), " output channels */\n");
            scales += textOf("extern const net_scale ", name, "_scale;\n");
        }
    });
    return textOf("/* The weights of the network: generated. */\n#pragma once\n\n#include \"steps.h\"\n\n"
                  "/* The weights of each layer as its units read them (hal/diana_hal.h says which byte is which). */\n"
                  "typedef struct {\n",
                  members, "} net_weights_type;\nextern const net_weights_type net_weights;\n",
                  scales.empty() ? "" : "\n/* How codes of the array become codes of the layer, by channel. */\n",
                  scales);
}

std::string paramsSource(const ChipProgram &program, const CNames &names)
{
    std::string members, scales;
    forLayers(program, names, [&](const ChipStep &step, const LayerStep &layer, const std::string &name) {
        if (layer.digital)
            members +=
                textOf("    .", name, "_digital = {\n", numberLines(digitalBytes(program, step, layer)), "    },\n");
        if (!layer.analog)
            return;
        members += textOf("    .", name, "_analog = {\n", numberLines(analogWords(program, step, layer)), "    },\n");
        const AnalogPart &part = *layer.analog;
        scales += textOf("\nstatic const int16_t ", name, "_multipliers[", part.channels.size(), "] = {\n",
                         numberLines(part.multipliers), "};\nstatic const int16_t ", name, "_addends[",
                         part.channels.size(), "] = {\n", numberLines(part.addends), "};\nconst net_scale ", name,
                         "_scale = {.multipliers = ", name, "_multipliers, .addends = ", name,
                         "_addends, .shift = ", part.shift, ", .least = ", part.least, "};\n");
    });
    return textOf("/* The weights of the network: generated. */\n#include \"params.h\"\n\n#include \"memory.h\"\n\n"
                  "SHARED_L2 const net_weights_type net_weights = {\n",
                  members, "};\n", scales);
}

} // namespace odimo::deploy
