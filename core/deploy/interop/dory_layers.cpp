// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/dory_layers.h"

#include "core/base/json_text.h"
#include "core/deploy/interop/layer_integers.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace odimo::deploy {

namespace {

/// Of Quantlab: an opset whose Clip has its ends as attributes, one image.
constexpr OnnxForm doryForm = {.opset = 10, .images = 1};

} // namespace

std::vector<Obstacle> doryObstacles(const integer::QuantisedNetwork &network, int index)
{
    const LayerIntegers layer(network, index);
    std::vector<Obstacle> found;
    const auto add = [&](std::string rule, std::string why) {
        found.push_back({layer.node().name, std::move(rule), std::move(why)});
    };
    if (layer.units().size() > 1)
        add("units", "channels on two units: DORY drops the Concat of their parts");
    else if (!layer.isDigital())
        add("units", "on the array, whose factors and addends DORY cannot pack from an ONNX file");
    if (std::holds_alternative<network::FullyConnected>(layer.node().op))
        add("operator", "fully connected: DORY stops at its weights, which have two dimensions in ONNX");
    if (const std::optional<int> channel = channelOfInexactAddend(layer))
        add("bias", "of channel " + std::to_string(*channel) + " is no number of single precision");
    return found;
}

std::string doryOnnx(const integer::QuantisedNetwork &network, int index)
{
    const LayerIntegers layer(network, index);
    const network::Shape &read = layer.inputShape(), &written = layer.node().output;
    const int unit = layer.units().front();
    const OnnxDimensions perChannel = {1, layer.channels(), 1, 1};
    OnnxModelWriter model(layer.node().name, "0", {read.channels, read.height, read.width}, doryForm);

    OnnxAttributes attributes = layer.attributes();
    attributes.emplace_back("weight_bits", 8);
    attributes.emplace_back("bias_bits", 32);
    model.node("Conv", "1",
               {"0", model.floats("layer.weight", layer.weights(unit), layer.weightDimensions()),
                model.floats("layer.bias", layer.addends(unit), {layer.channels()})},
               attributes);
    // DORY knows a requantisation by this chain; the unit has no factors, and its addend is the bias above.
    const std::vector<double> ones(static_cast<std::size_t>(layer.channels()), 1), zeros(ones.size());
    model.node("Mul", "2", {"1", model.floats("factor", ones, perChannel)}, {{"mult_bits", 32}});
    model.node("Add", "3", {"2", model.floats("addend", zeros, perChannel)}, {{"add_bits", 32}});
    model.node("Div", "4", {"3", model.number("divisor", std::exp2(layer.shift(unit)))});
    model.node("Floor", "5", {"4"});
    const integer::CodeRange &range = layer.outputRange();
    model.node("Clip", "6", {"5"},
               {{"min", static_cast<double>(range.least)}, {"max", static_cast<double>(range.most)}, {"out_bits", 8}});
    model.output("6", {written.channels, written.height, written.width});
    return model.bytes();
}

std::string doryConfiguration(const integer::QuantisedNetwork &network, int index)
{
    const bool isSigned = LayerIntegers(network, index).inputRange().least < 0;
    return documentText({{"BNRelu_bits", 32},
                         {"code reserved space", 0},
                         {"input_bits", 8},
                         {"input_signed", isSigned},
                         {"n_inputs", 1},
                         {"onnx_file", "network.onnx"}});
}

std::string doryText(const std::string &name, const integer::CodeTensor &tensor, DoryCodes codes)
{
    const network::Shape &shape = tensor.shape;
    std::string text = "# " + name + " (shape [1, " + std::to_string(shape.channels) + ", " +
                       std::to_string(shape.height) + ", " + std::to_string(shape.width) + "]),\n";
    for (const std::int16_t code : tensor.codes)
        text += std::to_string(codes == DoryCodes::UnsignedBytes ? code & 255 : code) + ",\n";
    return text;
}

} // namespace odimo::deploy
