// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/program_json.h"

#include "core/base/overloaded.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace odimo::deploy {

namespace {

double tenths(double cycles) { return std::round(cycles * 10) / 10; }

Json toJson(const Span &span) { return {span.first, span.count}; }

Json toJson(const Slots &slots) { return {{"offsets", slots.offset}, {"bytes", slots.bytes}}; }

template <typename Values, typename Each>
Json listOf(const Values &values, const Each &each)
{
    Json list = Json::array();
    for (const auto &value : values)
        list.push_back(each(value));
    return list;
}

Json runsToJson(const std::vector<Run> &runs)
{
    return listOf(runs, [](const Run &run) { return Json{run.from, run.to, run.count}; });
}

/// Spans are [first, count].
Json windowToJson(const Window &window)
{
    const network::Padding &padding = window.padding;
    return {{"rows", toJson(window.rows)},
            {"columns", toJson(window.columns)},
            {"input_rows", toJson(window.inputRows)},
            {"input_columns", toJson(window.inputColumns)},
            {"padding", {padding.top, padding.left, padding.bottom, padding.right}},
            {"skipped_columns", window.skippedColumns}};
}

const char *nameOf(Layout layout)
{
    switch (layout) {
    case Layout::Map:
        return "map";
    case Layout::Vector:
        return "vector";
    case Layout::K64:
        return "k64";
    case Layout::Staging:
        return "staging";
    case Layout::Codes:
        return "codes";
    case Layout::Sums:
        return "sums";
    }
    return "";
}

const char *nameOf(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Convolution:
        return "convolution";
    case LayerKind::Depthwise:
        return "depthwise";
    case LayerKind::Dense:
        return "dense";
    }
    return "";
}

const char *nameOf(PoolKind kind)
{
    switch (kind) {
    case PoolKind::Max:
        return "max";
    case PoolKind::Average:
        return "average";
    case PoolKind::GlobalAverage:
        return "global_average";
    }
    return "";
}

Json tensorToJson(const ChipProgram &program, const ChipTensor &tensor)
{
    const auto nameOrNull = [&](std::optional<int> index) {
        return index ? Json(program.tensor(*index).name) : Json();
    };
    Json made{{"name", tensor.name},
              {"layout", nameOf(tensor.layout)},
              {"shape", {tensor.shape.channels, tensor.shape.height, tensor.shape.width}},
              {"offset", tensor.offset},
              {"bytes", tensor.bytes},
              {"steps", {tensor.firstStep, tensor.lastStep}},
              {"in_place_of", nameOrNull(tensor.inPlaceOf)},
              {"part_of", nameOrNull(tensor.partOf)}};
    if (tensor.node) {
        made["codes"] = {
            {"exponent", tensor.range.exponent}, {"least", tensor.range.least}, {"most", tensor.range.most}};
        made["channel_at"] = tensor.order;
    }
    return made;
}

Json digitalToJson(const DigitalPart &part)
{
    return {{"channels", part.channels},
            {"runs", runsToJson(part.runs)},
            {"shift", part.shift},
            {"relu", part.relu},
            {"biases", part.bias},
            {"weight_bytes", part.weightBytes},
            {"l1_input", toJson(part.input)},
            {"l1_output", toJson(part.output)},
            {"tiles", listOf(part.tiles, [](const DigitalTile &tile) {
                 return Json{{"channels", toJson(tile.channels)},
                             {"window", windowToJson(tile.window)},
                             {"loads_input", tile.loadsInput}};
             })}};
}

Json analogToJson(const AnalogPart &part)
{
    return {{"channels", part.channels},
            {"runs", runsToJson(part.runs)},
            {"divisor", part.divisor},
            {"dropped_input_bits", part.droppedInputBits},
            {"multipliers", part.multipliers},
            {"addends", part.addends},
            {"shift", part.shift},
            {"least", part.least},
            {"weight_bytes", part.weightBytes},
            {"row_groups", listOf(part.groups, [](const RowGroup &group) { return runsToJson(group.runs); })},
            {"column_tiles", listOf(part.columnTiles, [](const Span &span) { return toJson(span); })},
            {"windows", listOf(part.windows, windowToJson)},
            {"l1_input", part.inputOffset},
            {"l1_output", part.outputOffset},
            {"passes", listOf(part.passes, [](const AnalogPass &pass) {
                 return Json{{"window", pass.window},
                             {"column_tile", pass.columns},
                             {"row_group", pass.group},
                             {"digital_tiles", toJson(pass.digitalTiles)},
                             {"columns_at_once", pass.unroll}};
             })}};
}

Json detailsOf(const ChipOperation &operation)
{
    return std::visit(
        Overloaded{
            [](const InputStep &) { return Json::object(); }, [](const OutputStep &) { return Json::object(); },
            [](const LayerStep &layer) {
                return Json{{"kind", nameOf(layer.kind)},
                            {"kernel", {layer.kernel.height, layer.kernel.width}},
                            {"stride", layer.stride},
                            {"digital", layer.digital ? digitalToJson(*layer.digital) : Json()},
                            {"analog", layer.analog ? analogToJson(*layer.analog) : Json()}};
            },
            [](const AdditionStep &addition) {
                return Json{{"shift", addition.shift}, {"relu", addition.relu}, {"tiles", addition.tiles.size()}};
            },
            [](const PoolStep &pool) {
                return Json{{"kind", nameOf(pool.kind)},
                            {"kernel", {pool.kernel.height, pool.kernel.width}},
                            {"stride", {pool.stride.height, pool.stride.width}}};
            },
            [](const ReluStep &relu) {
                return Json{{"shift", relu.shift}};
            },
            [](const FlattenStep &flatten) {
                return Json{{"moves", flatten.moves}};
            },
            [](const ConcatenationStep &concatenation) {
                return Json{{"moves", listOf(concatenation.parts,
                                             [](const ConcatenationStep::Part &part) { return Json(part.moves); })}};
            }},
        operation);
}

} // namespace

const char *nameOf(Engine engine)
{
    switch (engine) {
    case Engine::Host:
        return "host";
    case Engine::Digital:
        return "digital";
    case Engine::Analog:
        return "analog";
    }
    return "";
}

const char *nameOf(const ChipOperation &operation)
{
    return std::visit(Overloaded{[](const InputStep &) { return "input"; }, [](const LayerStep &) { return "layer"; },
                                 [](const AdditionStep &) { return "addition"; },
                                 [](const PoolStep &) { return "pool"; }, [](const ReluStep &) { return "relu"; },
                                 [](const FlattenStep &) { return "flatten"; },
                                 [](const ConcatenationStep &) { return "concatenation"; },
                                 [](const OutputStep &) {
                                     return "output";
                                 }},
                      operation);
}

Json toJson(const ChipProgram &program)
{
    const MemoryUse &use = program.memory;
    const auto nameOfStep = [&](int step) {
        return program.steps[static_cast<std::size_t>(step)].name;
    };
    return {{"schema", 1},
            {"clock_Hz", program.clock_Hz},
            {"cycles", tenths(program.cycles)},
            {"memory",
             {{"arena", use.arena},
              {"arena_lower_bound", use.arenaLowerBound},
              {"peak_step", nameOfStep(use.peakStep)},
              {"weights", use.weights},
              {"l1", use.l1},
              {"l1_step", nameOfStep(use.l1Step)}}},
            {"tensors", listOf(program.tensors, [&](const ChipTensor &each) { return tensorToJson(program, each); })},
            {"steps", listOf(program.steps,
                             [&](const ChipStep &step) {
                                 Json inputs =
                                     listOf(step.inputs, [&](int tensor) { return Json(program.tensor(tensor).name); });
                                 return Json{{"name", step.name},
                                             {"operation", nameOf(step.operation)},
                                             {"inputs", std::move(inputs)},
                                             {"output", step.output ? Json(program.tensor(*step.output).name) : Json()},
                                             {"start_cycles", tenths(step.start_cycles)},
                                             {"end_cycles", tenths(step.end_cycles)},
                                             {"details", detailsOf(step.operation)}};
                             })},
            {"schedule", listOf(program.schedule, [&](const ScheduleEntry &entry) {
                 return Json{{"engine", nameOf(entry.engine)},
                             {"step", nameOfStep(entry.step)},
                             {"what", entry.what},
                             {"index", entry.index ? Json(*entry.index) : Json()},
                             {"start_cycles", tenths(entry.start_cycles)},
                             {"end_cycles", tenths(entry.end_cycles)}};
             })}};
}

} // namespace odimo::deploy
