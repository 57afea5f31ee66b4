// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/inputs.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/list_text.h"
#include "core/data/containers/sha256.h"
#include "core/data/specification.h"
#include "core/mapping/trained_network.h"
#include "core/network/shape_inference.h"
#include "core/network/zoo_specification.h"

#include <algorithm>

namespace odimo::host {

namespace {

/// "resizes 28x28 to 32x32 and copies grey to red, green and blue".
std::string conversionText(const data::DatasetSummary &data, const network::Shape &input)
{
    const auto size = [](int height, int width) {
        return std::to_string(height) + "x" + std::to_string(width);
    };
    std::string text;
    if (data.height != input.height || data.width != input.width)
        text = "resizes " + size(data.height, data.width) + " to " + size(input.height, input.width);
    if (data.channels != input.channels)
        text += (text.empty() ? "" : " and ") +
                std::string(data.channels == 1 ? "copies grey to red, green and blue" : "makes colours grey");
    return text;
}

bool isConvertible(int from, int to) { return from == to || std::min(from, to) * std::max(from, to) == 3; }

std::string_view bytesOf(const auto &values)
{
    return {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(values[0])};
}

/// Features are not resized, but what their sizes mean the user may know better.
std::string featuresText(const network::Shape &input, const network::Shape &given, const std::string &specification)
{
    const auto numbers = [](const network::Shape &shape) {
        return std::int64_t{shape.channels} * shape.height * shape.width;
    };
    if (data::sourceOf(specification) == "synthetic") {
        std::string made = data::withOption(specification, "channels", std::to_string(input.channels));
        made = data::withOption(made, "height", std::to_string(input.height));
        return "; name the data as " + data::withOption(made, "width", std::to_string(input.width));
    }
    if (numbers(input) != numbers(given))
        return "; features are not resized: make them of that size";
    return "; if only their order is meant otherwise, name the data as " +
           data::withImage(specification, {input.channels, input.height, input.width});
}

} // namespace

std::optional<network::Shape> fixedInput(const std::string &network)
{
    if (isNetworkFile(network)) {
        const onnx::Import import = importNetwork(network);
        return import.model ? std::optional(import.model->network.inputShape()) : std::nullopt;
    }
    const bool stated = network.find("input=") != std::string::npos;
    return stated ? std::optional(loadNetwork(network).network.inputShape()) : std::nullopt;
}

std::string fitted(const std::string &data, const network::Shape &input, Fit fit)
{
    const data::Specification specification = data::parseSpecification(data);
    const bool stated = std::ranges::find(specification.options, "image", &data::Specification::Option::name) !=
                        specification.options.end();
    if (stated || (fit == Fit::Offered && !data::takesImageSize(data)))
        return data;
    return data::withImage(data, {input.channels, input.height, input.width});
}

void checkFit(const network::Network &network, const data::DatasetSummary &data, const std::string &specification)
{
    const network::Shape input = network.inputShape();
    const network::Shape given{data.channels, data.height, data.width};
    if (input != given) {
        std::string text = "the network " + network.name() + " reads images of " + network::shapeText(input) +
                           " (channels, height, width), but those of " + data.name + " are " +
                           network::shapeText(given);
        if (data.kind == data::ValueKind::Features)
            text += featuresText(input, given, specification);
        else if (isConvertible(given.channels, input.channels))
            text += "; name the data as " +
                    data::withImage(specification, {input.channels, input.height, input.width}) + ", which " +
                    conversionText(data, input);
        throw Error(text);
    }
    const network::Shape output = network.node(network.output()).output;
    if (output.height != 1 || output.width != 1)
        throw Error("the network " + network.name() + " ends in " + network::shapeText(output) +
                    ", not in one number for each class, so it cannot be explored; end it with a pool over the image "
                    "and a classifier");
    if (network.classes() != static_cast<int>(data.classes.size()))
        throw Error("the network " + network.name() + " tells " + std::to_string(network.classes()) +
                    " classes apart, but " + data.name + " has " + std::to_string(data.classes.size()) +
                    "; give the data it was made for");
}

network::InputValues inputValuesOf(const data::DatasetSummary &data)
{
    if (data.isSigned)
        return network::InputValues::Signed;
    return data.kind == data::ValueKind::Features || data.isNormalised ? network::InputValues::NonNegative
                                                                       : network::InputValues::Pixels;
}

std::vector<std::string> signRemarks(const mapping::CostTable &table)
{
    constexpr int mostNames = 3;
    std::vector<std::string> notes;
    for (const platform::ComputeUnit &unit : table.platform.units) {
        std::string names;
        int layers = 0;
        for (const mapping::LayerTable &each : table.layers) {
            platform::Layer unsignedLayer = each.layer;
            unsignedLayer.readsSigned = false;
            if (unit.refusal(each.layer) && !unit.refusal(unsignedLayer) && ++layers <= mostNames)
                addToList(names, each.layer.geometry.name);
        }
        if (layers > mostNames)
            names += " and " + std::to_string(layers - mostNames) + " more";
        if (layers > 0)
            notes.push_back("The unit " + unit.name + " reads no values below 0, and computes no channel of " +
                            (layers == 1 ? "the layer " : "the layers ") + names + ", whose input has some");
    }
    return notes;
}

std::string digestOf(const std::optional<network::Parameters> &parameters)
{
    if (!parameters)
        return {};
    data::Sha256 digest;
    for (const auto &[name, tensor] : *parameters) {
        digest.add(name);
        digest.add(bytesOf(tensor.shape));
        digest.add(bytesOf(tensor.values));
    }
    return digest.hexadecimal();
}

void keepPretrainedWeights(project::Project &project, std::int64_t warmup, const NetworkSource &source)
{
    if (!source.parameters || project.hasWeights(warmup, pretrainedRole))
        return;
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "given.safetensors";
    mapping::saveTrainedNetwork(file, {{source.network, *source.parameters}, std::nullopt, std::nullopt},
                                project.setup().platform);
    project.storeWeights(warmup, pretrainedRole, file);
}

} // namespace odimo::host
