// SPDX-License-Identifier: Apache-2.0
#include "core/base/list_text.h"
#include "core/platform/cost_models.h"
#include "core/platform/platform.h"

#include "core/base/error.h"
#include "core/platform/left_out.h"
#include "core/platform/operating_points.h"
#include "core/platform/quantities.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace odimo::platform {

namespace {

constexpr int newestSchema = 2;
/// Power states are checked for every set of units.
constexpr std::size_t mostUnits = 8;
/// Titles stand in headings.
constexpr std::size_t mostTitleBytes = 200;
constexpr std::size_t mostProseBytes = 10'000;

template <typename Value>
using NameTable = std::vector<std::pair<std::string, Value>>;

const NameTable<OperatorKind> operatorNames = {{"convolution", OperatorKind::Convolution},
                                               {"grouped_convolution", OperatorKind::GroupedConvolution},
                                               {"fully_connected", OperatorKind::FullyConnected}};

const NameTable<WeightScale> weightScaleNames = {{"power_of_two_per_layer", WeightScale::PowerOfTwoPerLayer},
                                                 {"real_per_channel", WeightScale::RealPerChannel}};

const NameTable<Operation> operationNames = {{"depthwise", Operation::Depthwise}};

/// "ideal" sums exactly, "adc" reads its columns through converters.
enum class Array { Ideal, Adc };
const NameTable<Array> arrayNames = {{"ideal", Array::Ideal}, {"adc", Array::Adc}};

/// "signed7" reads code >> 1, from -64 to 63; "unsigned7" codes as they are.
enum class AnalogInput { Unsigned7, Signed7 };
const NameTable<AnalogInput> analogInputNames = {{"unsigned7", AnalogInput::Unsigned7},
                                                 {"signed7", AnalogInput::Signed7}};

template <typename Value>
Value named(const NameTable<Value> &table, const std::string &name, const std::string &where)
{
    std::string names;
    for (const auto &[known, value] : table) {
        if (known == name)
            return value;
        addToList(names, known);
    }
    throw Error(where + " is \"" + name + "\"; known: " + names);
}

std::string element(const std::string &array, std::size_t index) { return array + "[" + std::to_string(index) + "]"; }

std::vector<OperatorKind> readOperators(JsonReader &reader)
{
    std::vector<OperatorKind> operators;
    const std::vector<std::string> names = reader.texts("operators");
    for (std::size_t i = 0; i < names.size(); ++i)
        operators.push_back(named(operatorNames, names[i], element(reader.path("operators"), i)));
    if (operators.empty())
        throw Error(reader.path("operators") + " is empty; a unit needs at least one");
    return operators;
}

/// What an analog array does to its inputs and sums.
void readArray(JsonReader &reader, NumericFormat &format)
{
    if (reader.has("analog_input") &&
        named(analogInputNames, reader.text("analog_input"), reader.path("analog_input")) == AnalogInput::Signed7) {
        if (!format.signedInputs)
            throw Error(reader.path("signed_inputs") + " is false; signed7 inputs have a sign");
        if (format.activationBits != 7)
            throw Error(reader.path("activation_bits") + " is " + std::to_string(format.activationBits) +
                        "; signed7 inputs need 7");
        format.droppedInputBits = 1;
    }
    const bool converts =
        reader.has("array") && named(arrayNames, reader.text("array"), reader.path("array")) == Array::Adc;
    if (!converts)
        return;
    if (format.weightScale != WeightScale::RealPerChannel)
        throw Error(reader.path("array") +
                    " is \"adc\"; a unit with converters needs the weight scale real_per_channel");
    format.converter = Converter{.bits = reader.integer("converter_bits", 2, 16),
                                 .rows = reader.integer("converter_rows", 1, 1 << 20)};
}

void checkWeightBits(int bits, const CostModelEntry &model, const std::string &where)
{
    const auto [least, most] = std::pair(model.leastWeightBits, model.mostWeightBits);
    if (bits >= least && bits <= most)
        return;
    const std::string needed =
        least == most ? std::to_string(least) : std::to_string(least) + " to " + std::to_string(most);
    throw Error(where + " is " + std::to_string(bits) + "; the cost model " + model.name + " needs " + needed +
                (most == 2 ? " (ternary)" : ""));
}

/// True if there is such a field, which the first schema does not know.
bool hasNewer(JsonReader &reader, const char *field, int schema)
{
    if (!reader.has(field))
        return false;
    if (schema < 2)
        throw Error(reader.path(field) + " needs \"schema\": 2");
    return true;
}

/// What multipliers leave out that compute with the upper bits of their input alone.
void readDroppedBits(JsonReader &reader, NumericFormat &format)
{
    if (format.droppedInputBits > 0)
        throw Error(reader.path("input_bits_dropped") + " is given, and signed7 inputs drop 1 bit already");
    format.droppedInputBits = reader.integer("input_bits_dropped", 0, format.activationBits - 1);
}

std::vector<StandIn> readStandIns(JsonReader &reader, const std::vector<OperatorKind> &operators)
{
    std::vector<StandIn> standsIn;
    const Json &array = reader.array("stands_in");
    for (std::size_t i = 0; i < array.size(); ++i) {
        JsonReader each(array[i], element(reader.path("stands_in"), i));
        const std::string name = each.text("for"), operation = each.text("as");
        const StandIn standIn{.layer = named(operatorNames, name, each.path("for")),
                              .operation = named(operationNames, operation, each.path("as"))};
        each.finish();
        if (standIn.layer != OperatorKind::Convolution)
            throw Error(each.path("for") + " is \"" + name + "\"; " + operation + " stands in for convolution alone");
        if (std::ranges::find(operators, standIn.layer) != operators.end())
            throw Error(each.path("for") + " is \"" + name + "\", which the unit's operators have already");
        if (std::ranges::find(standsIn, standIn.layer, &StandIn::layer) != standsIn.end())
            throw Error(each.path("for") + " is \"" + name + "\", as that of an earlier one");
        standsIn.push_back(standIn);
    }
    return standsIn;
}

/// Kernels that are tried to find out whether a unit can take any layer.
constexpr int largestKernel = 11;

/// Throws the reason of the last one tried if no layer is such that the unit could stand in for it.
void checkStandIns(const ComputeUnit &unit, const std::string &where)
{
    for (const StandIn &standIn : unit.standsIn) {
        std::optional<std::string> reason = "";
        for (int kernel = largestKernel; kernel >= 1 && reason; --kernel) {
            const LayerGeometry geometry{.name = "tried",
                                         .inChannels = 16,
                                         .outChannels = 16,
                                         .kernelX = kernel,
                                         .kernelY = kernel,
                                         .outX = 8,
                                         .outY = 8};
            reason = unit.refusal({.geometry = geometry, .kind = standIn.layer});
        }
        if (reason)
            throw Error(where + ": there is no layer for which the unit " + unit.name + " could stand in: " + *reason);
    }
}

ComputeUnit readUnit(const Json &json, const std::string &where, int schema)
{
    JsonReader reader(json, where);
    ComputeUnit unit;
    unit.name = reader.name("name", mostNameBytes);
    unit.title = reader.name("title", mostTitleBytes);
    unit.format.weightBits = reader.integer("weight_bits");
    unit.format.weightScale = named(weightScaleNames, reader.text("weight_scale"), reader.path("weight_scale"));
    unit.format.activationBits = reader.integer("activation_bits", 1, 8);
    if (reader.has("signed_inputs"))
        unit.format.signedInputs = reader.boolean("signed_inputs");
    // Files of the first schema did not say it of arrays that they took for ideal.
    unit.mayHaveConverters = schema == 1 ? unit.format.weightScale == WeightScale::RealPerChannel : reader.has("array");
    readArray(reader, unit.format);
    if (hasNewer(reader, "input_bits_dropped", schema))
        readDroppedBits(reader, unit.format);
    unit.operators = readOperators(reader);

    JsonReader constants(reader.value("cost"), reader.path("cost"));
    const std::string modelName = constants.text("model");
    const std::string modelPath = constants.path("model");
    const CostModelEntry &model = costModelNamed(modelName, modelPath);
    checkWeightBits(unit.format.weightBits, model, reader.path("weight_bits"));
    if (unit.format.weightScale == WeightScale::RealPerChannel && unit.format.weightBits > 2)
        throw Error(reader.path("weight_scale") +
                    " is \"real_per_channel\", which needs ternary weights (weight_bits 2); others have a scale per "
                    "layer, \"power_of_two_per_layer\"");
    unit.costModel = model.make(constants, unit.format);
    constants.finish();
    if (reader.has("layout"))
        unit.layout = reader.name("layout", mostNameBytes);
    if (hasNewer(reader, "datapath", schema))
        unit.datapath = reader.name("datapath", mostNameBytes);
    if (hasNewer(reader, "stands_in", schema)) {
        unit.standsIn = readStandIns(reader, unit.operators);
        checkStandIns(unit, reader.path("stands_in"));
    }
    reader.finish();
    return unit;
}

std::vector<ComputeUnit> readUnits(JsonReader &reader, int schema)
{
    std::vector<ComputeUnit> units;
    const Json &array = reader.array("units");
    const std::string where = reader.path("units");
    if (array.empty() || array.size() > mostUnits)
        throw Error(where + " has " + std::to_string(array.size()) + " units; 1 to " + std::to_string(mostUnits) +
                    " are possible");
    for (std::size_t i = 0; i < array.size(); ++i) {
        ComputeUnit unit = readUnit(array[i], element(where, i), schema);
        if (std::ranges::find(units, unit.name, &ComputeUnit::name) != units.end())
            throw Error(element(where, i) + ".name is \"" + unit.name + "\", as that of an earlier unit");
        units.push_back(std::move(unit));
    }
    return units;
}

std::string nameList(const Platform &platform, const std::vector<int> &units)
{
    std::string names;
    for (const int unit : units)
        addToList(names, platform.units[static_cast<std::size_t>(unit)].name);
    return names;
}

PowerState readPowerState(const Json &json, const std::string &where, const Platform &platform)
{
    JsonReader reader(json, where);
    PowerState state;
    const std::vector<std::string> names = reader.texts("active");
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto unit = std::ranges::find(platform.units, names[i], &ComputeUnit::name);
        if (unit == platform.units.end())
            throw Error(element(reader.path("active"), i) + " is \"" + names[i] +
                        "\", which is no unit of this platform");
        state.activeUnits.push_back(static_cast<int>(unit - platform.units.begin()));
    }
    std::ranges::sort(state.activeUnits);
    for (const int unit : state.activeUnits)
        for (const int other : state.activeUnits)
            if (unit < other && platform.shareDatapath(unit, other))
                throw Error(reader.path("active") + " names two units of the datapath \"" +
                            platform.units[static_cast<std::size_t>(unit)].datapath +
                            "\", which run one after the other");
    if (state.activeUnits.empty() || std::ranges::adjacent_find(state.activeUnits) != state.activeUnits.end())
        throw Error(reader.path("active") + " must name at least one unit, and each once");
    state.power_mW = reader.number("mW", powerRange);
    reader.finish();
    return state;
}

/// Units can be active together if they are of different datapaths and there is an operator that all of them support or
/// stand in for: then they may share a layer.
bool canShareALayer(const Platform &platform, const std::vector<int> &units)
{
    for (const int unit : units)
        for (const int other : units)
            if (unit != other && platform.shareDatapath(unit, other))
                return false;
    return std::ranges::any_of(operatorNames, [&](const auto &entry) {
        return std::ranges::all_of(units, [&](int index) {
            const ComputeUnit &unit = platform.units[static_cast<std::size_t>(index)];
            return std::ranges::find(unit.operators, entry.second) != unit.operators.end() ||
                   std::ranges::find(unit.standsIn, entry.second, &StandIn::layer) != unit.standsIn.end();
        });
    });
}

std::vector<int> unitsOfSet(unsigned set)
{
    std::vector<int> units;
    for (int unit = 0; set >> unit != 0; ++unit) {
        if ((set >> unit & 1U) != 0)
            units.push_back(unit);
    }
    return units;
}

void readPower(JsonReader &reader, Platform &platform)
{
    const Json &array = reader.array("power");
    const std::string where = reader.path("power");
    for (std::size_t i = 0; i < array.size(); ++i) {
        PowerState state = readPowerState(array[i], element(where, i), platform);
        if (std::ranges::find(platform.power, state.activeUnits, &PowerState::activeUnits) != platform.power.end())
            throw Error(element(where, i) +
                        " names the same units as an earlier state: " + nameList(platform, state.activeUnits));
        platform.power.push_back(std::move(state));
    }
    for (unsigned set = 1; set < 1U << platform.units.size(); ++set) {
        const std::vector<int> units = unitsOfSet(set);
        if (canShareALayer(platform, units) &&
            std::ranges::find(platform.power, units, &PowerState::activeUnits) == platform.power.end())
            throw Error(where + " has no state for " + nameList(platform, units) +
                        (units.size() == 1 ? " alone" : " active together, which share an operator"));
    }
}

int readReference(JsonReader &reader, const Platform &platform)
{
    const std::string name = reader.text("reference_unit");
    const auto unit = std::ranges::find(platform.units, name, &ComputeUnit::name);
    if (unit == platform.units.end())
        throw Error(reader.path("reference_unit") + " is \"" + name + "\", which is no unit of this platform");
    return static_cast<int>(unit - platform.units.begin());
}

/// Where a platform counts layouts every unit must have one, and where there is nothing to count none may.
void checkLayouts(JsonReader &reader, const Platform &platform)
{
    const bool counted = reader.has("layout");
    for (std::size_t i = 0; i < platform.units.size(); ++i) {
        const std::string place = element(reader.path("units"), i) + ".layout";
        if (counted && platform.units[i].layout.empty())
            throw Error(place + " is missing; the platform says what layouts cost");
        if (!counted && !platform.units[i].layout.empty())
            throw Error(place + " is \"" + platform.units[i].layout +
                        "\", but the platform does not say what layouts cost");
    }
}

/// Behind the others, and after the powers: it is never active.
void addNone(Platform &platform, const std::string &where)
{
    ComputeUnit none = unitNone(platform);
    if (std::ranges::find(platform.units, none.name, &ComputeUnit::name) != platform.units.end())
        throw Error(where + " is true, which adds a unit with the name \"none\"; one of the units has it already");
    platform.units.push_back(std::move(none));
}

} // namespace

bool countSame(const Platform &a, const Platform &b)
{
    const auto counted = [](const Platform &platform) {
        Json json = parseJson(platform.json, platform.name);
        for (const char *text : {"schema", "name", "title", "description", "source", "operating_points"})
            json.erase(text);
        for (Json &unit : json.at("units")) {
            unit.erase("title");
            if (unit.value("array", "ideal") == "ideal")
                unit.erase("array");
            if (!platform.layout)
                unit.erase("layout");
        }
        if (!platform.layout) // The constants of modes that could be chosen.
            json.erase("layout");
        return json;
    };
    return counted(a) == counted(b);
}

Platform platformFromText(const std::string &text, const std::string &where)
{
    const Json json = parseJson(text, where);
    JsonReader reader(json, where);
    const int schema = reader.integer("schema");
    if (schema < 1 || schema > newestSchema)
        throw Error(reader.path("schema") + " is " + std::to_string(schema) + "; this version reads 1 to " +
                    std::to_string(newestSchema));
    Platform platform;
    platform.name = reader.name("name", mostNameBytes);
    platform.title = reader.name("title", mostTitleBytes);
    platform.description = reader.text("description").empty() ? "" : reader.name("description", mostProseBytes);
    platform.source = reader.name("source", mostProseBytes);
    platform.clock_Hz = reader.number("clock_Hz", clockRange);
    platform.units = readUnits(reader, schema);
    if (hasNewer(reader, "reference_unit", schema))
        platform.statedReference = readReference(reader, platform);
    if (hasNewer(reader, "contiguous", schema))
        platform.contiguous = reader.boolean("contiguous");
    readPower(reader, platform);
    platform.layout = readLayout(reader);
    checkLayouts(reader, platform);
    if (hasNewer(reader, "operating_points", schema))
        readOperatingPoints(text, where);
    if (hasNewer(reader, "none", schema) && reader.boolean("none"))
        addNone(platform, reader.path("none"));
    reader.finish();
    platform.json = text;
    return platform;
}

} // namespace odimo::platform
