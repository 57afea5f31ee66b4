// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/arena.h"

#include "core/deploy/diana/lowering/chip_limits.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace odimo::deploy {

std::vector<int> tensorsOf(const ChipStep &step)
{
    std::set<int> used(step.inputs.begin(), step.inputs.end());
    const auto use = [&](std::optional<int> tensor) {
        if (tensor)
            used.insert(*tensor);
    };
    use(step.output);
    if (const auto *layer = std::get_if<LayerStep>(&step.operation)) {
        if (layer->digital)
            use(layer->digital->scratch);
        if (layer->analog) {
            use(layer->analog->k64);
            use(layer->analog->gathered);
            use(layer->analog->codes);
            use(layer->analog->sums);
        }
    }
    return {used.begin(), used.end()};
}

namespace {

/// Memory that some tensors share.
struct Buffer {
    int bytes = 0;
    int firstStep = 0;
    int lastStep = 0;
    int offset = 0;
    bool operator==(const Buffer &) const = default;
};

bool meet(int first, int last, int otherFirst, int otherLast) { return first <= otherLast && otherFirst <= last; }

class Placing {
public:
    explicit Placing(ChipProgram &program)
        : m_program(program), m_buffer(program.tensors.size()), m_within(program.tensors.size(), 0)
    {
        std::iota(m_buffer.begin(), m_buffer.end(), 0);
    }

    void run()
    {
        findLiveRanges();
        for (std::size_t step = m_program.steps.size(); step-- > 0;)
            joinParts(m_program.steps[step]);
        for (std::size_t tensor = 0; tensor < m_program.tensors.size(); ++tensor)
            grow(static_cast<int>(tensor));
        for (std::size_t step = 0; step < m_program.steps.size(); ++step)
            takePlaces(static_cast<int>(step));
        place();
        measure();
    }

private:
    ChipTensor &tensor(int index) { return m_program.tensors[static_cast<std::size_t>(index)]; }

    void findLiveRanges()
    {
        for (ChipTensor &each : m_program.tensors) {
            each.firstStep = static_cast<int>(m_program.steps.size());
            each.lastStep = -1;
        }
        for (std::size_t step = 0; step < m_program.steps.size(); ++step)
            for (const int index : tensorsOf(m_program.steps[step])) {
                tensor(index).firstStep = std::min(tensor(index).firstStep, static_cast<int>(step));
                tensor(index).lastStep = std::max(tensor(index).lastStep, static_cast<int>(step));
            }
    }

    /// `part` lies in `whole` from byte `at` on.
    void join(int part, int whole, int at)
    {
        tensor(part).partOf = whole;
        m_within[static_cast<std::size_t>(part)] = at;
    }

    /// Wholes before their parts, as steps are visited from the last to the first.
    void joinParts(ChipStep &step)
    {
        if (auto *flatten = std::get_if<FlattenStep>(&step.operation)) {
            const ChipTensor &input = tensor(step.inputs.front());
            const bool flat = input.layout == Layout::Vector || input.shape.width % digitalBlock == 0 ||
                              input.layout == tensor(*step.output).layout;
            flatten->moves = !flat || tensor(*step.output).partOf.has_value();
            if (!flatten->moves)
                join(*step.output, step.inputs.front(), 0);
        }
        auto *concatenation = std::get_if<ConcatenationStep>(&step.operation);
        if (!concatenation)
            return;
        const ChipTensor &whole = tensor(*step.output);
        for (std::size_t i = 0; i < step.inputs.size(); ++i) {
            const ChipTensor &part = tensor(step.inputs[i]);
            ConcatenationStep::Part &own = concatenation->parts[i];
            const int at = own.first * (whole.layout == Layout::Map ? planeBytes(whole.shape) : 1);
            const bool fits = at % digitalBlock == 0 && (part.shape.channels % digitalBlock == 0 ||
                                                         whole.layout == Layout::Map || i + 1 == step.inputs.size());
            own.moves = part.partOf.has_value() || !fits || isFlatOf(step.inputs[i]);
            if (!own.moves)
                join(step.inputs[i], *step.output, at);
        }
    }

    /// A flattened image would be part of its input and of the concatenation.
    bool isFlatOf(int index) const
    {
        return std::ranges::any_of(m_program.steps, [&](const ChipStep &step) {
            return std::holds_alternative<FlattenStep>(step.operation) && step.output == index;
        });
    }

    /// The tensor that holds the bytes, and where in it.
    int rootOf(int index, int &at)
    {
        at = 0;
        while (tensor(index).partOf) {
            at += m_within[static_cast<std::size_t>(index)];
            index = *tensor(index).partOf;
        }
        return index;
    }

    void grow(int index)
    {
        int at = 0;
        const int root = rootOf(index, at);
        const ChipTensor &own = tensor(index);
        m_buffer[static_cast<std::size_t>(index)] = root;
        m_within[static_cast<std::size_t>(index)] = at;
        const auto [entry, isNew] = m_buffers.try_emplace(root, Buffer{0, own.firstStep, own.lastStep, 0});
        Buffer &buffer = entry->second;
        buffer.bytes = std::max(buffer.bytes, at + roundedUp(own.bytes, digitalBlock));
        buffer.firstStep = std::min(buffer.firstStep, own.firstStep);
        buffer.lastStep = std::max(buffer.lastStep, own.lastStep);
    }

    /// The output of an element-wise step takes the place of an input that ends with it.
    void takePlaces(int index)
    {
        const ChipStep &step = m_program.steps[static_cast<std::size_t>(index)];
        if (!std::holds_alternative<AdditionStep>(step.operation) && !std::holds_alternative<ReluStep>(step.operation))
            return;
        const int output = *step.output;
        const int outputBuffer = bufferOf(output);
        if (tensor(output).partOf || m_buffers.at(outputBuffer).firstStep != index)
            return;
        for (const int input : step.inputs) {
            Buffer &buffer = m_buffers.at(bufferOf(input));
            if (tensor(input).partOf || buffer.lastStep != index || buffer.bytes != m_buffers.at(outputBuffer).bytes ||
                tensor(input).bytes != tensor(output).bytes)
                continue;
            tensor(output).inPlaceOf = input;
            buffer.lastStep = m_buffers.at(outputBuffer).lastStep;
            const int taken = bufferOf(input);
            for (int &each : m_buffer)
                if (each == outputBuffer)
                    each = taken;
            m_buffers.erase(outputBuffer);
            return;
        }
    }

    int bufferOf(int index) const { return m_buffer[static_cast<std::size_t>(index)]; }

    void place()
    {
        std::vector<Buffer *> order;
        for (auto &[root, buffer] : m_buffers)
            order.push_back(&buffer);
        std::ranges::stable_sort(order, std::ranges::greater(), &Buffer::bytes);
        for (std::size_t i = 0; i < order.size(); ++i) {
            std::vector<Buffer> others;
            for (std::size_t j = 0; j < i; ++j)
                if (meet(order[i]->firstStep, order[i]->lastStep, order[j]->firstStep, order[j]->lastStep))
                    others.push_back(*order[j]);
            std::ranges::sort(others, {}, &Buffer::offset);
            int lowest = 0;
            for (const Buffer &other : others) {
                if (lowest + order[i]->bytes <= other.offset)
                    break;
                lowest = std::max(lowest, other.offset + other.bytes);
            }
            order[i]->offset = lowest;
            m_program.memory.arena = std::max(m_program.memory.arena, lowest + order[i]->bytes);
        }
        for (std::size_t index = 0; index < m_program.tensors.size(); ++index)
            m_program.tensors[index].offset = m_buffers.at(m_buffer[index]).offset + m_within[index];
    }

    void measure()
    {
        for (std::size_t step = 0; step < m_program.steps.size(); ++step) {
            int bytes = 0;
            for (const auto &[root, buffer] : m_buffers)
                if (meet(buffer.firstStep, buffer.lastStep, static_cast<int>(step), static_cast<int>(step)))
                    bytes += buffer.bytes;
            if (bytes > m_program.memory.arenaLowerBound) {
                m_program.memory.arenaLowerBound = bytes;
                m_program.memory.peakStep = static_cast<int>(step);
            }
        }
    }

    ChipProgram &m_program;
    std::vector<int> m_buffer; ///< By tensor: the tensor whose buffer it lies in.
    std::vector<int> m_within; ///< By tensor: its first byte in what it is part of, in the end in its buffer.
    std::map<int, Buffer> m_buffers;
};

std::string quoted(const ChipTensor &tensor) { return "The tensor " + tensor.name; }

} // namespace

void placeTensors(ChipProgram &program) { Placing(program).run(); }

namespace {

bool isWithin(const ChipTensor &part, const ChipTensor &whole)
{
    return part.offset >= whole.offset && part.offset + part.bytes <= whole.offset + whole.bytes;
}

/// `part` is declared to lie in tensor `whole`, directly or by way of others, and does.
bool isPartOf(const ChipProgram &program, const ChipTensor &part, int whole)
{
    for (std::optional<int> next = part.partOf; next; next = program.tensor(*next).partOf)
        if (*next == whole)
            return isWithin(part, program.tensor(whole));
    return false;
}

bool takesPlaceOf(const ChipProgram &program, const ChipTensor &after, int before)
{
    const ChipTensor &old = program.tensor(before);
    return after.inPlaceOf == before && old.lastStep == after.firstStep && old.offset == after.offset &&
           old.bytes == after.bytes;
}

bool mayShareBytes(const ChipProgram &program, int a, int b)
{
    return isPartOf(program, program.tensor(a), b) || isPartOf(program, program.tensor(b), a) ||
           takesPlaceOf(program, program.tensor(a), b) || takesPlaceOf(program, program.tensor(b), a);
}

} // namespace

std::vector<std::string> arenaFaults(const ChipProgram &program)
{
    std::vector<std::string> faults;
    for (std::size_t step = 0; step < program.steps.size(); ++step)
        for (const int index : tensorsOf(program.steps[step]))
            if (const ChipTensor &used = program.tensor(index);
                used.firstStep > static_cast<int>(step) || used.lastStep < static_cast<int>(step))
                faults.push_back(quoted(used) + " does not live at the step " + program.steps[step].name +
                                 " that uses it.");
    const int count = static_cast<int>(program.tensors.size());
    for (int a = 0; a < count; ++a) {
        const ChipTensor &one = program.tensor(a);
        if (one.offset % digitalBlock != 0 || one.offset < 0 || one.offset + one.bytes > program.memory.arena)
            faults.push_back(quoted(one) + " does not lie at a multiple of 16 within the arena.");
        for (int b = a + 1; b < count; ++b) {
            const ChipTensor &other = program.tensor(b);
            if (meet(one.firstStep, one.lastStep, other.firstStep, other.lastStep) &&
                meet(one.offset, one.offset + one.bytes - 1, other.offset, other.offset + other.bytes - 1) &&
                !mayShareBytes(program, a, b))
                faults.push_back(quoted(one) + " and " + other.name + " live at the same time and share bytes.");
        }
    }
    return faults;
}

} // namespace odimo::deploy
