// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/layer_geometry.h"
#include "core/platform/layout.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace odimo::platform {

/// Answers one question: how many cycles a unit takes for `channels` output channels of a layer.
class CostModel {
public:
    virtual ~CostModel() = default;
    /// Cycles (>= 0) for 0 <= channels <= layer.outChannels; only for layers that refusal() accepts.
    virtual double cycles(const LayerGeometry &layer, int channels) const = 0;
    /// Why the unit cannot run the layer, as the rest of a sentence ("groups must be 1, not 32"); absent if it can.
    virtual std::optional<std::string> refusal(const LayerGeometry &layer) const = 0;
};

/// How the scale of integer weights is chosen (docs/method.md 3.1).
enum class WeightScale {
    PowerOfTwoPerLayer, ///< Requantised by a shift.
    RealPerChannel,     ///< Absorbed by a multiplier per channel.
};

/// The converters at the columns of an analog array: the sum of the rows that are added at once becomes a code.
struct Converter {
    int bits = 6;    ///< Of the code, signed.
    int rows = 1152; ///< Added at once; further rows are converted on their own, and the codes added.
    bool operator==(const Converter &) const = default;
};

struct NumericFormat {
    int weightBits = 8; ///< 2 is ternary: {-1, 0, 1}; otherwise -(2^(b-1)-1) .. 2^(b-1)-1.
    WeightScale weightScale = WeightScale::PowerOfTwoPerLayer;
    int activationBits = 7;                  ///< Unsigned bits after a ReLU: codes 0 .. 2^b - 1.
    bool signedInputs = true;                ///< Reads codes below 0 too, -2^b .. 2^b - 1: tensors that end in no ReLU.
    int droppedInputBits = 0;                ///< Reads code >> droppedInputBits: 1 if it has signed 7-bit inputs.
    std::optional<Converter> converter = {}; ///< Absent if sums are exact.
    bool operator==(const NumericFormat &) const = default;
};

/// What a unit computes where it takes channels of a layer.
enum class Operation {
    Same,      ///< The layer's own operator.
    Depthwise, ///< Of each output channel the kernel on the input channel of the same number, and no other.
    LeftOut,   ///< Nothing: a constant remains of the channel.
};

/// An operator of a layer that a unit does not run, and what it computes in place of it.
struct StandIn {
    OperatorKind layer = OperatorKind::Convolution;
    Operation operation = Operation::Depthwise;
    bool operator==(const StandIn &) const = default;
};

/// A unit is a numeric format, the operators it supports and a cost model.
struct ComputeUnit {
    std::string name;
    std::string title;
    NumericFormat format;
    std::vector<OperatorKind> operators;
    std::shared_ptr<const CostModel> costModel;
    std::string layout = {}; ///< Of the tensors that it reads and writes; empty on a platform that does not say.
    /// Units that name the same datapath run one after the other; empty for a unit that no other one waits for.
    std::string datapath = {};
    std::vector<StandIn> standsIn = {}; ///< For operators that are not in `operators`.
    bool mayHaveConverters = false;     ///< Its sums are those of an analog array, read exactly or not.

    /// What it computes of such a layer, whether or not it can take it.
    Operation operationFor(OperatorKind layer) const;
    /// Why the unit cannot take channels of the layer, by its own operator or one that stands in; absent if it can.
    std::optional<std::string> refusal(const Layer &layer) const;
};

/// Power while exactly these units are active.
struct PowerState {
    std::vector<int> activeUnits; ///< Indices, ascending.
    double power_mW = 0;
};

/// What an operation makes of a layer for the cost model: depthwise has one group for each output channel.
LayerGeometry geometryFor(const LayerGeometry &layer, Operation operation);

/// A SoC whose datapaths run in parallel on parts of one layer, and the units of a datapath one after the other.
struct Platform {
    std::string name;
    std::string title;
    std::string description;
    std::string source; ///< Where the numbers come from.
    double clock_Hz = 1;
    std::vector<ComputeUnit> units;
    std::vector<PowerState> power;
    std::optional<LayoutCosts> layout = {}; ///< Absent: layouts cost nothing.
    std::string json;                       ///< The text it was read from, which tasks carry to workers.
    /// The unit that costs and losses are compared with, where bits do not decide.
    std::optional<int> statedReference = {};
    /// The channels of a layer on each unit are a run, and the runs are in the reference order.
    bool contiguous = false;

    /// All units: the stated reference, then those with the most weight bits first; equals keep their order. A unit
    /// that leaves channels out is the last.
    std::vector<int> referenceOrder() const;
    /// The first of that order: normalised costs are shares of that of all channels on it.
    int referenceUnit() const;
    /// True if both are units of one datapath, so that they are never active together.
    bool shareDatapath(int unit, int other) const;
    /// Why no channel of the layer may stand on the unit, as the rest of a sentence; absent if channels may. Beyond the
    /// unit's own refusal: a layer that is not `searched` stays on the reference unit, if that can run it.
    std::optional<std::string> refusal(const Layer &layer, int unit) const;
    /// Throws Error listing the names.
    int unitNamed(const std::string &unit) const;
};

/// The title and what is measured of analog arrays, unless the title says it: "DIANA, 6-bit converters" or "DIANA,
/// ideal array". Only the title of a platform without units that may have converters.
std::string titleWithArray(const Platform &platform);

/// True if both compute and cost the same: they may differ in names and texts, and in stating what is left out.
bool countSame(const Platform &a, const Platform &b);

/// Reads the JSON form (docs/platforms.md). Throws Error with the path of the field: "diana.json: units[1].weight_bits
/// is 3; ...".
Platform platformFromText(const std::string &text, const std::string &where);

/// A name from resources/platforms or the path of a .json file, each with "+none" behind it if channels may be left out
/// (withNone). Throws Error that lists the names.
Platform loadPlatform(const std::string &nameOrPath);

std::vector<std::string> platformNames();

} // namespace odimo::platform
