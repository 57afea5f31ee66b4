// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/code_range.h"
#include "core/network/network.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace odimo::deploy {

// A network as DIANA runs it: where every tensor lies, in which order its channels stand, which jobs of which unit
// compute each layer, tile by tile, and when. Values only: `lower` makes one, the C package and mapping.json print it.
// A job is one call of the chip's units; rows and columns are counted in pixels, memory in bytes.

/// From `first` on, `count` of something.
struct Span {
    int first = 0;
    int count = 0;
    int end() const { return first + count; }
    bool operator==(const Span &) const = default;
};

/// `count` neighbours at `from` in one thing that are neighbours at `to` in another.
struct Run {
    int from = 0;
    int to = 0;
    int count = 0;
    bool operator==(const Run &) const = default;
};

/// How a tensor lies in L2.
enum class Layout {
    Map,     ///< [C][H][up16(W)]: one plane a channel; columns beyond W are 0.
    Vector,  ///< [up16(C)], of a tensor of 1x1 pixels; 0 beyond C.
    K64,     ///< Scratch, read by the array: for each row group [H][W][up64(its channels)]; 0 beyond them.
    Staging, ///< Scratch of one pass: first the input as K64, [input rows][W][up64(channels)], then its codes.
    Codes,   ///< Scratch, written by the array: raw codes [rows][W][up64(channels)] of one pass.
    Sums,    ///< Scratch of the host: the codes of all row groups, the same shape in 16 bits.
};

/// A tensor of the network, or scratch of a step.
struct ChipTensor {
    std::string name = {}; ///< Unique. Of the node, or "<node>.k64", ".codes", ".sums", ".gathered", ".map", ".part".
    std::optional<int> node = {}; ///< Of the network, if these are all codes of that node; absent for scratch.
    network::Shape shape = {};    ///< K64: channels of all row groups after rounding up. Codes, Sums: rounded up to 64.
    Layout layout = Layout::Map;
    std::vector<int> order = {}; ///< [C] by place: the channel of the network that stands there; identity for scratch.
    integer::CodeRange range = {};

    int offset = 0; ///< In the arena, a multiple of 16.
    int bytes = 0;
    int firstStep = 0; ///< That writes it, in ChipProgram::steps.
    int lastStep = 0;  ///< That reads it last.
    /// The tensor whose bytes it takes while it is computed from it (element-wise steps).
    std::optional<int> inPlaceOf = {};
    /// The tensor that contains its bytes: a part of a concatenation, or what is flattened without moving.
    std::optional<int> partOf = {};
};

/// What one job sees of the image, of the input and of the output.
struct Window {
    Span rows = {};    ///< Of the output, computed and kept.
    Span columns = {}; ///< Of the output, kept; first is a multiple of 16.
    Span inputRows = {};
    Span inputColumns = {}; ///< Loaded; first is a multiple of 16; all W, or as far as this job's window reaches.
    network::Padding padding = {}; ///< Of this job: 0 inside the image, but for columns that are skipped.
    int skippedColumns = 0;        ///< Columns that the job computes before the first that is kept, a multiple of 16.
    bool operator==(const Window &) const = default;
};

/// One job of the digital unit: load, compute, store.
struct DigitalTile {
    Window window = {};
    Span channels = {};     ///< Of the part: [first, end), first a multiple of 16.
    bool loadsInput = true; ///< Otherwise the window of the tile before is still there.
    int inputSlot = 0;      ///< 0 or 1.
    int outputSlot = 0;     ///< 0 or 1.
    int weightOffset = 0;   ///< Chip bytes, in the packed weights of the part.
    int weightBytes = 0;
    bool operator==(const DigitalTile &) const = default;
};

/// Where a unit's data lie in L1 while a step runs. A slot that is not used equals the other.
struct Slots {
    std::array<int, 2> offset = {};
    int bytes = 0; ///< Of each.
    bool operator==(const Slots &) const = default;
};

/// The channels of a layer that the digital unit computes: clip(asr(bias + sum, shift), least, 127).
struct DigitalPart {
    std::vector<int> channels = {}; ///< [k] by row of `weights`: the channel of the network.
    /// Where they stand in the output: `from` in `channels`, `to` in the order of the tensor.
    std::vector<Run> runs = {};
    /// Codes [k][c][fy][fx] (Dense: fy = fx = 1), c in the order of the input tensor (Depthwise: 1).
    std::vector<std::int8_t> weights = {};
    std::vector<std::int32_t> bias = {}; ///< [k], with half a step.
    int shift = 0;                       ///< 0 .. 31
    bool relu = false;
    int weightBytes = 0; ///< Chip bytes of all.

    std::vector<DigitalTile> tiles = {}; ///< In the order of computation: windows outside, channels inside.
    Slots input = {};  ///< Map: planes of the window's rows, pitch up16(its columns). Vector: all of it.
    Slots output = {}; ///< Planes of up16(channels) of the tile, 15 more if depthwise. Vector: 16 bytes.
    /// Dense, where whole blocks of 16 cannot be stored to the output: a vector of k that the tiles store to, copied to
    /// its places by `runs` when all jobs are done.
    std::optional<int> scratch = {};
};

/// The input channels that the array sums at once before its converter.
struct RowGroup {
    /// Channels [k][c][fy][fx] of AnalogPart::weights.
    Span channels = {};
    /// The input's places: `from` in the input tensor, `to` in the group. One run: the K64 copy is made from the input
    /// itself; several: the channels are copied to AnalogPart::gathered first.
    std::vector<Run> runs = {};
    int k64Offset = 0; ///< Bytes, in the tensor of k64; 0 for PerPass.
};

/// One job of the analog unit: load, compute, store codes, add them up; after the last row group requantise.
struct AnalogPass {
    int window = 0;  ///< Index of AnalogPart::windows.
    int columns = 0; ///< Index of AnalogPart::columnTiles.
    int group = 0;   ///< Index of AnalogPart::groups.
    /// Tiles of the digital part that run between the start of this job and the wait for it.
    Span digitalTiles = {};
    int weightOffset = 0; ///< Chip bytes, in the packed weights of the part.
    int weightBytes = 0;
    int unroll = 1; ///< Columns of the output computed at once: 1, 2 or 4; divides the columns.
    bool operator==(const AnalogPass &) const = default;
};

/// When the host brings the input into the layout of the array.
enum class K64Made {
    First,   ///< At the beginning of this step, all of them, to be kept for later ones.
    Before,  ///< An earlier step has.
    PerPass, ///< Before each pass, those of its row group and rows: takes less memory.
};

/// The channels of a layer that the array computes:
/// clip(asr(multiplier * sum over groups of clip(floor(sum / divisor), -32, 31) + addend, shift), least, 127).
struct AnalogPart {
    std::vector<int> channels = {}; ///< [k] as for DigitalPart.
    std::vector<Run> runs = {};
    /// Codes -1, 0, 1 [k][c][fy][fx], c group after group as RowGroup::channels says.
    std::vector<std::int8_t> weights = {};
    std::vector<std::int16_t> multipliers = {}; ///< [k]
    std::vector<std::int16_t> addends = {};     ///< [k]
    int shift = 0;                              ///< -31 .. 31; a negative shift multiplies.
    int least = 0;                              ///< 0 with a ReLU, otherwise -128.
    int divisor = 1;
    int droppedInputBits = 0; ///< Codes are shifted to the right by so many bits when K64 is made.
    int weightBytes = 0;      ///< Chip bytes of all.

    std::vector<RowGroup> groups = {};
    std::vector<Span> columnTiles = {};  ///< Of `channels`, at most 512 each.
    std::vector<Window> windows = {};    ///< Full width.
    std::vector<AnalogPass> passes = {}; ///< In order: columns outside, windows, groups inside.
    int inputOffset = 0;                 ///< L1: [inputRows][W][up64(channels of a group)], a multiple of 64.
    int outputOffset = 0;                ///< L1: [rows][W][up64(channels of a column tile)], a multiple of 64.

    K64Made k64Made = K64Made::First;
    int k64 = 0;                      ///< Tensor; for PerPass the staging that codes take after them.
    std::optional<int> gathered = {}; ///< Scratch map or vector of the channels of one group.
    int codes = 0;                    ///< Tensor, of one pass.
    std::optional<int> sums = {};     ///< Tensor, if there are several row groups.
};

enum class LayerKind {
    Convolution, ///< On a map.
    Depthwise,   ///< On a map, one input channel for each output channel, digital only.
    Dense,       ///< On a vector: fully connected layers, and convolutions of images of one pixel, by their centre.
};

/// The plain [C][H][W] codes of the caller become the input tensor.
struct InputStep {};
/// The output tensor becomes plain codes in the order of the network.
struct OutputStep {};

struct LayerStep {
    LayerKind kind = LayerKind::Convolution;
    network::Extent kernel = {};
    int stride = 1;
    std::optional<DigitalPart> digital = {}; ///< One of the two at least.
    std::optional<AnalogPart> analog = {};
};

/// Bytes [first, end) of both inputs and of the output.
struct AdditionTile {
    Span bytes = {};
    int slot = 0;
};

struct AdditionStep {
    int shift = 0;     ///< 0 .. 31
    bool relu = false; ///< On the host, after the addition: only where a sum may be below 0.
    std::vector<AdditionTile> tiles = {};
    std::array<Slots, 2> inputs = {}; ///< L1.
    Slots output = {};                ///< L1.
};

enum class PoolKind { Max, Average, GlobalAverage };

struct PoolStep {
    PoolKind kind = PoolKind::Max;
    network::Extent kernel = {};
    network::Extent stride = {};
    network::Padding padding = {};
    network::Padding counted = {}; ///< The part of the padding that an average counts as zeros.
};

struct ReluStep {
    int shift = 0; ///< Half a step is added before; a negative shift multiplies.
};

struct FlattenStep {
    bool moves = true; ///< False: the bytes of the input are the flat ones already.
};

struct ConcatenationStep {
    /// By input: its first channel in the output, and whether it is copied there (otherwise it was computed there).
    struct Part {
        int first = 0;
        bool moves = true;
    };
    std::vector<Part> parts = {};
};

using ChipOperation =
    std::variant<InputStep, LayerStep, AdditionStep, PoolStep, ReluStep, FlattenStep, ConcatenationStep, OutputStep>;

/// Steps run one after the other; within one, both units work at the same time.
struct ChipStep {
    std::string name = {};        ///< Unique: of the node; "<node>.flat" of an added flattening; "output".
    std::optional<int> node = {}; ///< Of the network; absent for the output.
    std::vector<int> inputs = {}; ///< Tensors.
    std::optional<int> output =
        {}; ///< Tensor; absent for the output step. A map's columns beyond W are zeroed at its end.
    ChipOperation operation = {};
    double start_cycles = 0; ///< Predicted, from the start of the network.
    double end_cycles = 0;
};

enum class Engine { Host, Digital, Analog };

/// What an engine does at a time, predicted, in cycles from the start of the network. The host's waiting is not listed.
struct ScheduleEntry {
    Engine engine = Engine::Host;
    double start_cycles = 0;
    double end_cycles = 0;
    int step = 0;
    std::string what = {};         ///< "load", "compute", "store", "convert layout", "requantise", "pool", ...
    std::optional<int> index = {}; ///< Of the tile or pass.
};

struct MemoryUse {
    int arena = 0;           ///< Bytes of all tensors together.
    int arenaLowerBound = 0; ///< The most that live at one step: no arrangement needs less.
    int peakStep = 0;        ///< The step that sets it.
    int weights = 0;         ///< Chip bytes in L2.
    int l1 = 0;              ///< The most that a step uses.
    int l1Step = 0;
};

struct ChipProgram {
    std::string name = {};                    ///< Of the network.
    std::vector<ChipTensor> tensors = {};     ///< Those of nodes in the order of nodes, each followed by its scratch.
    std::vector<ChipStep> steps = {};         ///< In the order of execution: the input first, the output last.
    std::vector<ScheduleEntry> schedule = {}; ///< By start.
    MemoryUse memory = {};
    double clock_Hz = 1;
    double cycles = 0; ///< Predicted, of one image.

    const ChipTensor &tensor(int index) const { return tensors[static_cast<std::size_t>(index)]; }
};

} // namespace odimo::deploy
