// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/option_values.h"
#include "app/cli/terminal.h"
#include "core/network/network_json.h"
#include "core/platform/layer_geometry.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct Options {
    NetworkOptions network;
    bool json = false;
};

/// The layers with the field names that `odimo cost --layers` reads.
Json layersToJson(const network::Network &network)
{
    Json layers = Json::array();
    for (const platform::Layer &layer : platform::layersOf(network)) {
        const platform::LayerGeometry &geometry = layer.geometry;
        layers.push_back({{"name", geometry.name},
                          {"ch_in", geometry.inChannels},
                          {"ch_out", geometry.outChannels},
                          {"k_x", geometry.kernelX},
                          {"k_y", geometry.kernelY},
                          {"groups", geometry.groups},
                          {"out_x", geometry.outX},
                          {"out_y", geometry.outY},
                          {"searched", layer.searched},
                          {"macs", network::macs(network, layer.node)}});
    }
    return layers;
}

int showNetwork(const Options &options)
{
    const network::Network network = buildNetwork(options.network);
    if (options.json)
        printDocument({{"network", network::toJson(network)}, {"layers", layersToJson(network)}});
    else
        print(stdout, network::toText(network));
    return 0;
}

} // namespace

Action defineNetwork(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("network", options->network.network, "A network of the zoo, options after a colon: resnet8:stem=2")
        ->required();
    app.add_option("--input", options->network.input, "Shape of the images, for example 3x32x32");
    app.add_option("--classes", options->network.classes, "Number of classes");
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return showNetwork(*options);
    };
}

} // namespace odimo::cli
