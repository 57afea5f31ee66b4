// SPDX-License-Identifier: Apache-2.0
#include "core/network/network_json.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/base/list_text.h"
#include "core/network/shape_inference.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <type_traits>
#include <utility>

namespace odimo::network {

namespace {

constexpr int schema = 1;

constexpr std::pair<InputValues, const char *> inputValueNames[] = {
    {InputValues::Pixels, "pixels"}, {InputValues::NonNegative, "non_negative"}, {InputValues::Signed, "signed"}};

// visitFields names the attributes of each operator once; Writer and Reader go through them in this order.

template <typename Fields, typename Plain>
requires std::is_empty_v<Plain>
void visitFields(Fields &, Plain &) {}

/// The shape of the input is its "output"; its values, where they are no pixels, are read by readInput.
template <typename Fields>
void visitFields(Fields &, Input &)
{
}

template <typename Fields>
void visitFields(Fields &fields, Convolution &op)
{
    fields("out_channels", op.outChannels);
    fields("kernel", op.kernel);
    fields("stride", op.stride);
    fields("padding", op.padding);
    fields("dilation", op.dilation);
    fields("groups", op.groups);
    fields("bias", op.bias);
    fields("relu", op.relu);
}

template <typename Fields>
void visitFields(Fields &fields, FullyConnected &op)
{
    fields("out_features", op.outFeatures);
    fields("bias", op.bias);
    fields("relu", op.relu);
}

template <typename Fields>
void visitFields(Fields &fields, Relu &op)
{
    fields("ceiling", op.ceiling);
}

template <typename Fields>
void visitFields(Fields &fields, BatchNormalization &op)
{
    fields("epsilon", op.epsilon);
}

template <typename Fields>
void visitFields(Fields &fields, Addition &op)
{
    fields("relu", op.relu);
}

template <typename Fields>
void visitPool(Fields &fields, auto &op)
{
    fields("kernel", op.kernel);
    fields("stride", op.stride);
    fields("padding", op.padding);
}

template <typename Fields>
void visitFields(Fields &fields, MaxPool &op)
{
    visitPool(fields, op);
}

template <typename Fields>
void visitFields(Fields &fields, AveragePool &op)
{
    visitPool(fields, op);
    fields.unlessNone("counted_padding", op.counted);
}

struct Writer {
    Json &json;

    void operator()(const char *name, const auto &value) { json[name] = value; }
    /// JSON has no infinity: no ceiling is no field.
    void operator()(const char *name, double value)
    {
        if (std::isfinite(value))
            json[name] = value;
    }
    /// true, false, or with a ceiling its fields.
    void operator()(const char *name, const std::optional<Relu> &relu)
    {
        json[name] = relu.has_value();
        if (relu && *relu != Relu{})
            json[name] = {{"ceiling", relu->ceiling}};
    }
    void operator()(const char *name, const Extent &extent) { json[name] = {extent.height, extent.width}; }
    void operator()(const char *name, const Padding &padding)
    {
        json[name] = {padding.top, padding.left, padding.bottom, padding.right};
    }
    /// For a field that older files do not have.
    void unlessNone(const char *name, const Padding &padding)
    {
        if (padding != Padding())
            (*this)(name, padding);
    }
};

/// Reads what is there; an absent attribute keeps its default, which inferShape refuses where there is none.
struct Reader {
    JsonReader &reader;

    void operator()(const char *name, int &value)
    {
        if (reader.has(name))
            value = reader.integer(name);
    }
    void operator()(const char *name, double &value)
    {
        if (reader.has(name))
            value = reader.number(name);
    }
    void operator()(const char *name, bool &value)
    {
        if (reader.has(name))
            value = reader.boolean(name);
    }
    void operator()(const char *name, std::optional<Relu> &relu)
    {
        if (!reader.has(name))
            return;
        if (!reader.value(name).is_object()) {
            relu = reader.boolean(name) ? std::optional(Relu{}) : std::nullopt;
            return;
        }
        JsonReader fields(reader.value(name), reader.path(name));
        relu = Relu{fields.number("ceiling")};
        fields.finish();
    }
    void operator()(const char *name, Extent &extent)
    {
        if (reader.has(name)) {
            const std::vector<int> values = list(name, 2);
            extent = {values[0], values[1]};
        }
    }
    void operator()(const char *name, Padding &padding)
    {
        if (reader.has(name)) {
            const std::vector<int> values = list(name, 4);
            padding = {values[0], values[1], values[2], values[3]};
        }
    }
    void unlessNone(const char *name, Padding &padding) { (*this)(name, padding); }
    std::vector<int> list(const char *name, std::size_t length)
    {
        std::vector<int> values = reader.integers(name);
        if (values.size() != length)
            throw Error(reader.path(name) + " has " + std::to_string(values.size()) + " numbers; it needs " +
                        std::to_string(length));
        return values;
    }
};

template <std::size_t... Index>
std::vector<Operator> allOperators(std::index_sequence<Index...>)
{
    return {Operator(std::in_place_index<Index>)...};
}

Operator readOperator(JsonReader &reader)
{
    const std::string name = reader.text("op");
    std::string known;
    for (Operator &op : allOperators(std::make_index_sequence<std::variant_size_v<Operator>>())) {
        if (name == operatorName(op)) {
            Reader fields{reader};
            std::visit([&](auto &alternative) { visitFields(fields, alternative); }, op);
            return op;
        }
        addToList(known, operatorName(op));
    }
    throw Error(reader.path("op") + " is \"" + name + "\", an unknown operator; known are " + known);
}

Shape readShape(JsonReader &reader, const char *field)
{
    const std::vector<int> values = Reader{reader}.list(field, 3);
    return {values[0], values[1], values[2]};
}

ValueRange readRange(JsonReader &reader)
{
    const std::vector<double> values = reader.numbers("range");
    if (values.size() != 2)
        throw Error(reader.path("range") + " has " + std::to_string(values.size()) + " numbers; it needs 2");
    return {values[0], values[1]};
}

std::vector<int> readInputs(JsonReader &reader, const Network &network)
{
    std::vector<int> inputs;
    for (const std::string &name : reader.texts("inputs")) {
        int index = 0;
        while (index <= network.output() && network.node(index).name != name)
            ++index;
        if (index > network.output())
            throw Error(reader.path("inputs") + " names \"" + name + "\", which is no earlier node");
        inputs.push_back(index);
    }
    return inputs;
}

InputValues readInputValues(JsonReader &reader)
{
    const std::string name = reader.text("values");
    for (const auto &[values, known] : inputValueNames)
        if (name == known)
            return values;
    throw Error(reader.path("values") + " is \"" + name + "\"; known are pixels, non_negative and signed");
}

Network readInput(const std::string &name, const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    if (reader.text("name") != "input" || reader.text("op") != "input" || !reader.array("inputs").empty())
        throw Error(where + " must be the input, with name and op \"input\" and no inputs");
    Network network(name, readShape(reader, "output"));
    if (reader.has("range"))
        network.setRange(0, readRange(reader));
    if (reader.has("values"))
        network.setInputValues(readInputValues(reader));
    reader.finish();
    return network;
}

void readNode(Network &network, const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    const std::string name = reader.text("name");
    const Operator op = readOperator(reader);
    std::vector<int> inputs = readInputs(reader, network);
    const bool searched = !reader.has("searched") || reader.boolean("searched");
    const int index = network.add(name, op, std::move(inputs), searched);
    if (reader.has("range"))
        network.setRange(index, readRange(reader));
    const Shape inferred = network.node(index).output;
    if (reader.has("output") && readShape(reader, "output") != inferred)
        throw Error(reader.path("output") + " is " + shapeText(readShape(reader, "output")) +
                    ", but the node's output is " + shapeText(inferred));
    reader.finish();
}

Json nodeToJson(const Network &network, const Node &node)
{
    Json json{{"name", node.name}, {"op", operatorName(node.op)}, {"inputs", Json::array()}};
    for (int input : node.inputs)
        json["inputs"].push_back(network.node(input).name);
    Writer fields{json};
    std::visit([&](auto alternative) { visitFields(fields, alternative); }, node.op);
    if (const auto *input = std::get_if<Input>(&node.op); input && input->values != InputValues::Pixels)
        json["values"] = inputValueNames[static_cast<std::size_t>(input->values)].second;
    if (!node.searched)
        json["searched"] = false;
    if (node.range)
        json["range"] = {node.range->least, node.range->most};
    json["output"] = {node.output.channels, node.output.height, node.output.width};
    return json;
}

} // namespace

Json toJson(const Network &network)
{
    Json json{{"schema", schema}, {"name", network.name()}, {"nodes", Json::array()}};
    for (const Node &node : network.nodes())
        json["nodes"].push_back(nodeToJson(network, node));
    return json;
}

Network networkFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    reader.integer("schema", schema, schema);
    const std::string name = reader.text("name");
    const Json &nodes = reader.array("nodes");
    reader.finish();
    if (nodes.empty())
        throw Error(reader.path("nodes") + " is empty; it begins with the input");
    const auto place = [&](std::size_t index) {
        return reader.path("nodes") + "[" + std::to_string(index) + "]";
    };
    Network network = readInput(name, nodes[0], place(0));
    for (std::size_t index = 1; index < nodes.size(); ++index)
        readNode(network, nodes[index], place(index));
    return network;
}

} // namespace odimo::network
