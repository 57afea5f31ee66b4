// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/network_source.h"

#include "core/base/error.h"
#include "core/network/shape_inference.h"
#include "core/network/zoo_specification.h"

#include <algorithm>

namespace odimo::host {

namespace {

constexpr std::string_view extension = ".onnx";
constexpr std::string_view inputOption = "input=";
constexpr std::string_view outputOption = "output=";
constexpr std::size_t namedRefusals = 3;

/// "net.onnx:input=3x224x224,output=scores", taken apart.
struct FileSpecification {
    std::string path;
    std::optional<network::Shape> input = {};
    std::optional<std::string> output = {};
};

/// Where the path ends: before the last colon behind an extension, for paths may have colons of their own.
std::size_t pathLength(const std::string &specification)
{
    const std::size_t end = specification.rfind(std::string(extension) + ":");
    return end == std::string::npos ? specification.size() : end + extension.size();
}

FileSpecification parseFile(const std::string &specification)
{
    FileSpecification file{specification.substr(0, pathLength(specification))};
    if (file.path == specification)
        return file;
    std::string rest = specification.substr(file.path.size() + 1);
    while (true) {
        // Names of outputs may have commas.
        const bool isOutput = rest.starts_with(outputOption);
        const std::size_t length = isOutput ? rest.rfind("," + std::string(inputOption)) : rest.find(',');
        const std::string option = rest.substr(0, length);
        bool isRead = false;
        if (isOutput && !file.output && option.size() > outputOption.size()) {
            file.output = option.substr(outputOption.size());
            isRead = true;
        } else if (option.starts_with(inputOption) && !file.input) {
            file.input = network::readShape(option.substr(inputOption.size()));
            isRead = file.input.has_value();
        }
        if (!isRead)
            throw Error(specification + ": \"" + option +
                        "\" is no option of a network from a file; there is input=CxHxW, for example "
                        "input=3x224x224, and output=NAME, each once");
        if (length == std::string::npos)
            return file;
        rest = rest.substr(length + 1);
    }
}

std::string refusalText(const onnx::Import &import, const std::string &path)
{
    std::vector<onnx::Finding> refused;
    std::ranges::copy_if(import.findings, std::back_inserter(refused),
                         [](const onnx::Finding &finding) { return finding.verdict == onnx::Verdict::Refused; });
    std::string text = path + " cannot be searched: ";
    for (std::size_t i = 0; i < std::min(refused.size(), namedRefusals); ++i) {
        const onnx::Finding &finding = refused[i];
        text += (i == 0 ? "" : "; ") + finding.node + (finding.op.empty() ? "" : " (" + finding.op + ")") +
                (finding.node.empty() ? "" : ": ") + finding.reason +
                (finding.remedy.empty() ? "" : ", " + finding.remedy);
    }
    if (refused.size() > namedRefusals)
        text += "; and " + std::to_string(refused.size() - namedRefusals) + " more";
    return text;
}

} // namespace

bool isNetworkFile(const std::string &specification)
{
    return specification.ends_with(extension) || specification.find(std::string(extension) + ":") != std::string::npos;
}

std::string pathOfNetwork(const std::string &specification)
{
    return specification.substr(0, pathLength(specification));
}

onnx::Import importNetwork(const std::string &specification, const network::ZooRequest &request)
{
    const FileSpecification file = parseFile(specification);
    onnx::Import import =
        onnx::importModel(file.path, {.input = file.input ? file.input : request.input, .output = file.output});
    if (file.input && import.model && import.model->network.inputShape() != *file.input)
        throw Error(file.path + " reads images of " + network::shapeText(import.model->network.inputShape()) +
                    ", not of " + network::shapeText(*file.input) + "; leave the shape out");
    return import;
}

NetworkSource sourceFrom(onnx::Import import, const std::string &specification)
{
    if (!import.model)
        throw Error(refusalText(import, pathOfNetwork(specification)));
    if (!import.isTrained)
        return {std::move(import.model->network), std::nullopt, std::move(import.whyUntrained)};
    return {std::move(import.model->network), std::move(import.model->parameters)};
}

NetworkSource loadNetwork(const std::string &specification, const network::ZooRequest &request)
{
    if (!isNetworkFile(specification))
        return {network::zooNetwork(specification, request)};
    return sourceFrom(importNetwork(specification, request), specification);
}

} // namespace odimo::host
