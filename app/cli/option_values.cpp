// SPDX-License-Identifier: Apache-2.0
#include "app/cli/option_values.h"

#include "core/base/error.h"
#include "core/host/plan/network_source.h"
#include "core/host/plan/setting_text.h"
#include "core/mapping/strength_text.h"
#include "core/network/shape_inference.h"
#include "core/network/zoo_specification.h"

#include <CLI/CLI.hpp>

namespace odimo::cli {

std::vector<double> parseStrengths(const std::string &text)
{
    return within("--strengths: ", [&] { return mapping::strengthsFromText(text); });
}

host::Epochs parseEpochs(const std::string &text)
{
    return within("--epochs: ", [&] { return host::epochsFromText(text); });
}

host::Threads parseThreads(const std::string &text)
{
    return within("--threads: ", [&] { return host::threadsFromText(text); });
}

network::Shape parseShape(const std::string &text)
{
    const std::optional<network::Shape> shape = network::readShape(text);
    if (!shape)
        throw Error("--input: '" + text + "' should be channels x height x width, for example 3x32x32");
    return *shape;
}

const char *const networkHelp = "A network of the zoo, options after a colon (resnet8:stem=2), or an .onnx file";
const char *const layoutHelp =
    "How conversions between memory layouts count: paper (not), host_conversion or hardware_shuffle (default: as the "
    "platform says)";
const char *const dataHelp =
    "fashion-mnist, synthetic[:option=value,...], or the path of a folder, an archive or an .npz file";

std::string withInput(const std::string &network, const network::Shape &input)
{
    // Paths may have colons of their own.
    const std::string options = host::isNetworkFile(network) ? ".onnx:" : ":";
    const bool hasOptions = network.find(options) != std::string::npos;
    return network + (hasOptions ? "," : ":") + "input=" + network::shapeText(input);
}

void addShapeOptions(CLI::App &app, NetworkOptions &options)
{
    app.add_option("--input,--input-shape", options.input, "Shape of the images, for example 3x32x32");
    app.add_option("--classes", options.classes, "Number of classes, for a network of the zoo");
}

std::string specificationOf(const NetworkOptions &options)
{
    if (options.classes && host::isNetworkFile(options.network))
        throw Error("--classes: " + options.network + " has its own classes; leave the option out");
    return options.input.empty() ? options.network : withInput(options.network, parseShape(options.input));
}

network::Network buildNetwork(const NetworkOptions &options)
{
    return host::loadNetwork(specificationOf(options), {.input = std::nullopt, .classes = options.classes}).network;
}

} // namespace odimo::cli
