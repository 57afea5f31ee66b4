// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/network_source.h"

#include "core/base/overloaded.h"
#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/source/layer_functions.h"
#include "core/deploy/diana/source/source_text.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

int codesOf(const network::Shape &shape) { return shape.channels * shape.height * shape.width; }

bool usesArray(const ChipProgram &program)
{
    return std::ranges::any_of(program.steps, [](const ChipStep &step) {
        const auto *layer = std::get_if<LayerStep>(&step.operation);
        return layer && layer->analog;
    });
}

} // namespace

std::vector<SeenTensor> seenTensors(const ChipProgram &program)
{
    std::vector<SeenTensor> seen;
    for (std::size_t i = 0; i < program.steps.size(); ++i)
        if (const std::optional<int> output = program.steps[i].output; output && program.tensor(*output).node)
            seen.push_back({static_cast<int>(i), *output});
    return seen;
}

std::string networkHeader(const ChipProgram &program)
{
    const ChipTensor &input = program.tensor(*program.steps.front().output);
    const ChipTensor &output = program.tensor(program.steps.back().inputs.front());
    return textOf("/* ", plainName(program.name), ": generated. */\n#pragma once\n\n#include <stdint.h>\n\nenum {\n",
                  "    NET_INPUT_CODES = ", codesOf(input.shape), ", /* ", input.shape.channels, "x",
                  input.shape.height, "x", input.shape.width, ", codes ", input.range.least, " to ", input.range.most,
                  ": value = code * 2^", input.range.exponent, " */\n    NET_OUTPUT_CODES = ", codesOf(output.shape),
                  ", /* value = code * 2^", output.range.exponent, "; the largest is the class */\n",
                  "    NET_TENSORS = ", seenTensors(program).size(), "\n};\n\n",
                  "/* One image: plain codes [channel][row][column] to plain codes. 0 if the units came up. */\n"
                  "int net_run(const int8_t *input, int8_t *output);\n\n"
                  "/* If set, it is called with each tensor, as it lies in memory, as soon as it is computed. */\n"
                  "extern void (*net_observer)(unsigned tensor, const int8_t *bytes, uint32_t count);\n"
                  "extern const char *const net_tensor_names[NET_TENSORS];\n");
}

std::string networkSource(const ChipProgram &program, const CNames &names)
{
    std::string text =
        textOf("/* ", plainName(program.name),
               " on DIANA: generated. Each layer is one function, in the order of computation; "
               "steps.h\n * says what a tile and a pass are, plan.h where everything lies. */\n",
               "#include \"network.h\"\n\n#include \"memory.h\"\n#include \"params.h\"\n#include \"plan.h\"\n\n",
               "SHARED_L2 static int8_t arena[L2_ARENA_BYTES];\n\n",
               "void (*net_observer)(unsigned tensor, const int8_t *bytes, uint32_t count);\n\n",
               "static void observe(unsigned tensor, const int8_t *bytes, const diana_shape *shape)\n{\n"
               "    if (net_observer)\n        net_observer(tensor, bytes, diana_bytes(shape));\n}\n");
    std::string functions, calls, tensors, tensorNames;
    for (std::size_t i = 0; i < program.steps.size(); ++i) {
        const ChipStep &step = program.steps[i];
        const std::string &name = names.steps[i];
        functions += "\n" + layerFunction(program, names, i);
        const bool isInput = std::holds_alternative<InputStep>(step.operation);
        const bool isOutput = std::holds_alternative<OutputStep>(step.operation);
        calls += textOf("    layer_", name, "(", isInput ? "input" : isOutput ? "output" : "", ");\n");
        if (step.output && program.tensor(*step.output).node) {
            const std::string &tensor = names.tensors[static_cast<std::size_t>(*step.output)];
            const std::string constant = upperCase(tensor);
            calls += textOf("    observe(TENSOR_", constant, ", arena + L2_", constant, ", &shape_", tensor, ");\n");
            tensors += textOf("    TENSOR_", constant, ",\n");
            tensorNames += textOf("    \"", plainName(program.tensor(*step.output).name), "\",\n");
        }
    }
    return text + functions +
           textOf("\nenum {\n", tensors, "};\n\nconst char *const net_tensor_names[NET_TENSORS] = {\n", tensorNames,
                  "};\n\nint net_run(const int8_t *input, int8_t *output)\n{\n    if (diana_open(",
                  usesArray(program) ? 1 : 0,
                  ") != 0)\n        return 1;\n    diana_reachable(arena, sizeof arena);\n"
                  "    diana_reachable(&net_weights, sizeof net_weights);\n",
                  calls, "    diana_close();\n    return 0;\n}\n");
}

} // namespace odimo::deploy
