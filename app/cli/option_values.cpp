// SPDX-License-Identifier: Apache-2.0
#include "app/cli/option_values.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/host/plan/network_source.h"
#include "core/network/shape_inference.h"
#include "core/network/zoo_specification.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace odimo::cli {

namespace {

/// The parts between the separators; an empty text has one empty part.
std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    if (text.empty() || text.back() == separator)
        parts.emplace_back();
    return parts;
}

} // namespace

std::vector<double> parseStrengths(const std::string &text)
{
    std::vector<double> strengths;
    for (const std::string &part : split(text, ',')) {
        const std::optional<double> strength = numberFrom<double>(part);
        if (!strength || !std::isfinite(*strength))
            throw Error("--strengths: '" + part +
                        "' is not a number; write numbers of at least 0, for example 0.1,0.5,2");
        if (*strength < 0)
            throw Error("--strengths: " + part +
                        " is negative; a strength weighs the cost against the task and is at least 0");
        strengths.push_back(*strength);
    }
    return strengths;
}

host::Epochs parseEpochs(const std::string &text)
{
    std::vector<int> epochs;
    for (const std::string &part : split(text, ','))
        epochs.push_back(numberFrom<int>(part).value_or(-1));
    if (epochs.size() != 3 || epochs[0] < 0 || epochs[1] < 1 || epochs[2] < 1)
        throw Error("--epochs: '" + text +
                    "' should be three whole numbers of at least 1 (warm-up, search, fine-tuning), for example 10,3,2; "
                    "the warm-up of a network with trained weights may have 0");
    return {.warmup = epochs[0], .search = epochs[1], .finetune = epochs[2]};
}

host::Threads parseThreads(const std::string &text)
{
    std::vector<int> threads;
    for (const std::string &part : split(text, ','))
        threads.push_back(numberFrom<int>(part).value_or(0));
    if (threads.size() > 2 || std::ranges::min(threads) < 1)
        throw Error("--threads: '" + text +
                    "' should be two whole numbers of at least 1 (of the warm-up, and of each task beside others), for "
                    "example 8,2, or one for both");
    return {.alone = threads.front(), .beside = threads.back()};
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
