// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/program_schedule.h"

#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/lowering/cycles.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

double codesOf(const ChipTensor &tensor)
{
    return double(tensor.shape.channels) * tensor.shape.height * tensor.shape.width;
}

/// Of a map: columns that a row has in memory beyond those of the image.
double paddingOf(const ChipTensor &tensor)
{
    return tensor.layout == Layout::Map ? double(tensor.shape.channels) * planeBytes(tensor.shape) - codesOf(tensor)
                                        : 0;
}

/// As it lies in memory.
double storedCodes(const ChipTensor &tensor) { return codesOf(tensor) + paddingOf(tensor); }

double zeroCycles(const ChipTensor &tensor) { return paddingOf(tensor) * HostCycles::zeroPadding; }

class Scheduling {
public:
    Scheduling(ChipProgram &program, const std::vector<LayerTiming> &layers) : m_program(program), m_layers(layers) {}

    void run()
    {
        for (m_step = 0; m_step < m_program.steps.size(); ++m_step) {
            step().start_cycles = m_now;
            std::visit([this](const auto &operation) { schedule(operation); }, step().operation);
            step().end_cycles = m_now;
        }
        m_program.cycles = m_now;
        std::ranges::stable_sort(m_program.schedule, {}, &ScheduleEntry::start_cycles);
    }

private:
    ChipStep &step() { return m_program.steps[m_step]; }
    const ChipTensor &input(std::size_t index = 0) { return m_program.tensor(step().inputs[index]); }
    const ChipTensor &output() { return m_program.tensor(*step().output); }

    void add(Engine engine, const char *what, double cycles, std::optional<int> index = {})
    {
        if (cycles <= 0)
            return;
        m_program.schedule.push_back({engine, m_now, m_now + cycles, static_cast<int>(m_step), what, index});
        m_now += cycles;
    }

    void schedule(const InputStep &)
    {
        add(Engine::Host, "pack", codesOf(output()) * HostCycles::pack + zeroCycles(output()));
    }
    void schedule(const OutputStep &) { add(Engine::Host, "unpack", codesOf(input()) * HostCycles::unpack); }

    void schedule(const LayerStep &)
    {
        const LayerTiming &timing = m_layers[m_step];
        for (ScheduleEntry entry : timing.entries) {
            entry.start_cycles += m_now;
            entry.end_cycles += m_now;
            entry.step = static_cast<int>(m_step);
            m_program.schedule.push_back(std::move(entry));
        }
        m_now += timing.cycles;
    }

    void schedule(const AdditionStep &addition)
    {
        for (std::size_t tile = 0; tile < addition.tiles.size(); ++tile) {
            const int bytes = addition.tiles[tile].bytes.count, index = static_cast<int>(tile);
            add(Engine::Digital, "load", moveCycles(2, 2 * bytes), index);
            add(Engine::Digital, "compute", bytes / moveBytesPerCycle, index);
            add(Engine::Digital, "store", moveCycles(1, bytes), index);
        }
        if (addition.relu)
            relu();
    }

    void schedule(const PoolStep &pool)
    {
        const double cycles = pool.kind == PoolKind::GlobalAverage
                                  ? codesOf(input()) * HostCycles::mean
                                  : codesOf(output()) * pool.kernel.height * pool.kernel.width * HostCycles::pool;
        add(Engine::Host, "pool", cycles + zeroCycles(output()));
    }

    void relu() { add(Engine::Host, "relu", codesOf(output()) * HostCycles::relu + zeroCycles(output())); }

    void schedule(const ReluStep &) { relu(); }

    void schedule(const FlattenStep &flatten)
    {
        if (flatten.moves)
            add(Engine::Host, "flatten", codesOf(output()) * HostCycles::flatten);
    }

    void schedule(const ConcatenationStep &concatenation)
    {
        for (std::size_t part = 0; part < concatenation.parts.size(); ++part)
            if (concatenation.parts[part].moves)
                add(Engine::Host, "copy", storedCodes(input(part)) * HostCycles::copy, static_cast<int>(part));
    }

    ChipProgram &m_program;
    const std::vector<LayerTiming> &m_layers;
    std::size_t m_step = 0;
    double m_now = 0;
};

} // namespace

void scheduleSteps(ChipProgram &program, const std::vector<LayerTiming> &layers) { Scheduling(program, layers).run(); }

} // namespace odimo::deploy
