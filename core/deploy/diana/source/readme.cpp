// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/readme.h"

#include "core/base/number_text.h"
#include "core/deploy/diana/source/layer_functions.h"
#include "core/deploy/diana/source/source_text.h"
#include "core/mapping/cost/cost.h"

#include <map>

namespace odimo::deploy {

namespace {

constexpr const char *building = R"(## Build and run

    make test     # on this machine: every tensor of every image is compared, the last line is PASS or FAIL
    make san      # the same with AddressSanitizer and UBSan
    make qemu     # the same for RV32IMC under emulation, with the instructions of one image
    make size     # links it as the chip would: the linker says what memory it takes, or by how many bytes it is too much
    make chip     # for DIANA, with pulp-sdk-diana and dory-hal

`make test` needs a C compiler, `make san` its sanitizers. `make qemu` and `make size` need, on Debian, gcc-riscv64-unknown-elf,
picolibc-riscv64-unknown-elf and qemu-system-misc. All but `make chip` use hal/ref, which computes what the units of the chip
compute from the same packed bytes, runs a job only when it is waited for, and stops the program where the chip would do something
else: two jobs on one unit, memory that both units write, an address out of range, weights that do not fit, a missing wait.

To use the network in your program, call `net_run()` of src/network.h. src/main.c is a test; leave it and golden/ out.

)";

constexpr const char *limits = R"(## Limits

* The code was never run on the chip. hal/soc is written against the public kernels (dory-hal 818d1ad) and says what it assumes.
* Emulated instructions are not cycles of the chip.
* Predicted cycles are of the models of this tool: the published ones for the units' work, measured instruction counts for what
  the host core does. Energies are of the published model, which counts the units only.
* Pools, ReLUs after sums, the layout of the array's input and the scaling of its codes are computed by the host core: the public
  kernels do none of these.

## Not known of the chip

* Whether the array's inputs are -64 .. 63 or 0 .. 127; they are read as the platform file says.
* The order of the groups of 64 channels in the layout of the array.
* Whether the digital unit can write that layout, and the array's own scaling works: neither is used.
* Whether one unit can move data while the other computes. The plan assumes it.
* The width of the accumulators. No sum of this network leaves 32 bits.
* The clock. The predictions take that of the platform file.

)";

/// Energies of the published model, by layer.
std::map<std::string, double> energiesOf(const ExportRequest &request)
{
    const mapping::MappingCost cost = mapping::costOf(request.costs, *request.mapping);
    std::map<std::string, double> energies;
    for (std::size_t i = 0; i < cost.layers.size(); ++i)
        energies[request.mapping->layers[i].layer] = cost.layers[i].energy_uJ;
    return energies;
}

int weightBytes(const ChipStep &step)
{
    const auto *layer = std::get_if<LayerStep>(&step.operation);
    if (!layer)
        return 0;
    return (layer->digital ? layer->digital->weightBytes : 0) + (layer->analog ? layer->analog->weightBytes : 0);
}

int activationBytes(const ChipProgram &program, std::size_t step)
{
    int bytes = 0;
    for (const ChipTensor &tensor : program.tensors)
        if (const int index = static_cast<int>(step);
            tensor.firstStep <= index && index <= tensor.lastStep && !tensor.partOf && !tensor.inPlaceOf)
            bytes += tensor.bytes;
    return bytes;
}

std::string layerTable(const ExportRequest &request, const ChipProgram &program)
{
    const std::map<std::string, double> energies = energiesOf(request);
    std::string text = "| layer | computes | cycles | energy, uJ | weights, bytes | activations, bytes |\n"
                       "|---|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < program.steps.size(); ++i) {
        const ChipStep &step = program.steps[i];
        const auto energy = energies.find(step.name);
        text += textOf("| ", plainName(step.name), " | ", describe(program, step), " | ",
                       decimalText(step.end_cycles - step.start_cycles, 0), " | ",
                       energy == energies.end() ? "" : decimalText(energy->second, 3), " | ", weightBytes(step), " | ",
                       activationBytes(program, i), " |\n");
    }
    return text;
}

} // namespace

std::string readmeOf(const ExportRequest &request, const ChipProgram &program)
{
    const MemoryUse &memory = program.memory;
    const mapping::MappingCost cost = mapping::costOf(request.costs, *request.mapping);
    return textOf("# ", plainName(program.name), " on DIANA\n\n",
                  "C code of a quantised network whose channels are divided between the digital "
                  "unit (8-bit weights) and the analog array (ternary\nweights). src/network.c is the network, a "
                  "function a layer; "
                  "mapping.json says which unit computes what; manifest.json has the\nchecksum of every tensor.\n\n",
                  building, "## What it costs\n\nPredicted for one image: ", decimalText(program.cycles, 0),
                  " cycles, ", decimalText(program.cycles / program.clock_Hz * 1e3, 3), " ms at ",
                  decimalText(program.clock_Hz / 1e6, 0),
                  " MHz, with what the host core does. The published model counts ",
                  decimalText(cost.latency_cycles, 0), " cycles and\n", decimalText(cost.energy_uJ, 3),
                  " uJ for the units alone. Memory that the units reach: ", memory.weights, " bytes of weights and ",
                  memory.arena, " of activations\n(no arrangement needs fewer than ", memory.arenaLowerBound,
                  ") of 458752; L1: ", memory.l1, " of 262144.\n\n", layerTable(request, program), "\n", limits);
}

} // namespace odimo::deploy
