// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/finding_list.h"
#include "app/cli/json_output.h"
#include "app/cli/network_logits.h"
#include "app/cli/network_table.h"
#include "app/cli/option_values.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "core/base/error.h"
#include "core/host/plan/network_source.h"
#include "core/network/network_json.h"
#include "core/network/passes.h"
#include "core/network/shape_inference.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct ShownNetworkOptions {
    NetworkOptions network;
    std::string platform = "diana";
    LogitsOptions logits;
    bool json = false;
};

std::string outputText(const network::Network &network)
{
    const network::Shape output = network.node(network.output()).output;
    return output.height == 1 && output.width == 1 ? std::to_string(output.channels) + " classes"
                                                   : network::shapeText(output);
}

std::string summary(const network::Network &network, bool trained)
{
    return network.name() + ": " + network::shapeText(network.inputShape()) + " to " + outputText(network) +
           (trained ? ", with trained weights" : "") + "\n\n";
}

/// What the search works on, and what the import found.
void show(const ShownNetworkOptions &options, const network::Network &network, const onnx::Import *import)
{
    const platform::Platform platform = platform::loadPlatform(options.platform);
    const network::Network simplified = network::simplify(network);
    if (options.json) {
        printDocument({{"network", network::toJson(simplified)},
                       {"trained", import && import->isTrained},
                       {"layers", layersToJson(simplified, platform)},
                       {"totals", totalsToJson(simplified)},
                       {"findings", findingsToJson(import ? import->findings : std::vector<onnx::Finding>())}});
        return;
    }
    std::string text = summary(simplified, import && import->isTrained) + networkTable(simplified, platform).text();
    if (const std::string findings = import ? findingsText(import->findings) : ""; !findings.empty())
        text += "\n" + findings;
    print(stdout, text);
}

void showRefused(const ShownNetworkOptions &options, const onnx::Import &import)
{
    if (options.json)
        printDocument({{"network", nullptr},
                       {"graph", graphToJson(import.graph)},
                       {"findings", findingsToJson(import.findings)}});
    else
        print(stdout, import.name + ": " + std::to_string(import.graph.size()) + " nodes\n\n" +
                          graphTable(import.graph).text() + "\n" + findingsText(import.findings));
    throw Error(options.network.network +
                " can be shown, but not searched: the findings marked \"refused\" stand in the way");
}

int showNetwork(const ShownNetworkOptions &options)
{
    const std::string specification = specificationOf(options.network);
    const bool fromFile = host::isNetworkFile(specification);
    if (!options.logits.input.empty()) {
        const host::NetworkSource source =
            fromFile ? host::loadNetwork(specification) : host::NetworkSource{buildNetwork(options.network)};
        writeLogits(source, specification, options.logits);
        return 0;
    }
    if (!fromFile) {
        show(options, buildNetwork(options.network), nullptr);
        return 0;
    }
    const onnx::Import import = host::importNetwork(specification);
    if (!import.model)
        showRefused(options, import);
    show(options, import.model->network, &import);
    return 0;
}

} // namespace

Action defineNetwork(CLI::App &app)
{
    const auto options = std::make_shared<ShownNetworkOptions>();
    app.add_option("network", options->network.network, networkHelp)->required();
    addShapeOptions(app, options->network);
    app.add_option("--platform", options->platform,
                   "Whose units are judged: a name of `odimo platforms` or a .json file")
        ->type_name(platformValue)
        ->capture_default_str();
    addLogitsOptions(app, options->logits);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return showNetwork(*options);
    };
}

} // namespace odimo::cli
