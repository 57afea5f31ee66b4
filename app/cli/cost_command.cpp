// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/cost_figures.h"
#include "app/cli/cost_of_layers.h"
#include "app/cli/json_output.h"
#include "app/cli/layer_table.h"
#include "app/cli/operating_point_table.h"
#include "app/cli/option_values.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/json_text.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/cost_json.h"
#include "core/network/passes.h"
#include "core/platform/layout_mode.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <memory>

namespace odimo::cli {

namespace {

struct CostOptions {
    std::string platform = "diana";
    std::string layout;
    std::string layers;
    NetworkOptions network;
    std::string mapping;
    std::optional<double> mostLatency_ms;
    std::string output;
    bool json = false;
};

void writeDocument(const Json &document, const std::string &output)
{
    if (output.empty())
        printDocument(document);
    else
        writeText(output, documentText(document));
}

int costLayers(const CostOptions &options)
{
    const platform::Platform platform = platform::loadPlatform(options.platform);
    const Json layers = parseJson(readText(options.layers), options.layers);
    writeDocument(costsOfLayers(layers, platform, options.layers), options.output);
    return 0;
}

Table baselineTable(const mapping::CostTable &table, const std::vector<mapping::Baseline> &baselines)
{
    const mapping::MappingCost reference = referenceCost(table);
    const CostColumns costColumns(reference.latency_cycles, reference.latency_ms, reference.energy_uJ);
    std::vector<Column> columns = {{"mapping", Align::Left}};
    std::ranges::move(costColumns.columns(), std::back_inserter(columns));
    columns.insert(columns.end(), {{"% of latency"}, {"% of energy"}});
    Table result(columns);
    for (const mapping::Baseline &baseline : baselines) {
        const mapping::MappingCost cost = mapping::costOf(table, baseline.mapping);
        std::vector<std::string> cells = {baseline.name};
        std::ranges::move(costColumns.cells(cost.latency_cycles, cost.latency_ms, cost.energy_uJ),
                          std::back_inserter(cells));
        cells.push_back(percent(cost.latency_cycles / reference.latency_cycles, 1));
        cells.push_back(percent(cost.energy_uJ / reference.energy_uJ, 1));
        result.row(std::move(cells));
    }
    return result;
}

std::string baselineText(const std::string &network, const mapping::CostTable &table,
                         const std::vector<mapping::Baseline> &baselines)
{
    std::string text = network + " on " + table.platform.title + platform::layoutText(table.platform) +
                       ", per image\n\n" + baselineTable(table, baselines).text();
    for (const mapping::Baseline &baseline : baselines)
        if (baseline.name == referenceName(table.platform) || baseline.name == "min-latency")
            text += "\n" + baseline.name + "\n" + layerTable(table, baseline.mapping).text();
    return text;
}

int costNetwork(const CostOptions &options)
{
    host::Settings settings;
    settings.platform = options.platform;
    settings.layout = options.layout;
    const platform::Platform platform = host::platformOf(settings);
    const std::string &name = options.network.network;
    const network::Network network = network::simplify(buildNetwork(options.network));
    const mapping::CostTable table = mapping::makeCostTable(network, platform);
    const std::vector<mapping::OperatingPointTable> points = mapping::operatingPointTables(network, platform);
    if (options.mostLatency_ms && points.empty())
        throw Error("the platform " + platform.name + " states no operating points to choose from within a latency");
    Json document = {{"network", name}, {"platform", platform.name}};
    std::string text;
    if (!options.mapping.empty()) {
        const Json json = parseJson(readText(options.mapping), options.mapping);
        const mapping::Mapping mapping = mapping::mappingFromJson(json, platform, options.mapping);
        mapping::checkMapping(mapping, network, platform);
        document.update(mapping::costToJson(table, mapping));
        document.update(operatingPointsToJson(points, mapping, options.mostLatency_ms));
        const std::vector<mapping::Baseline> only = {{.name = "mapping", .mapping = mapping}};
        text = name + " on " + platform.title + platform::layoutText(platform) + ", per image\n\n" +
               layerTable(table, mapping).text() + operatingPointText(points, only, options.mostLatency_ms);
    } else {
        const std::vector<mapping::Baseline> baselines = mapping::baselines(table);
        document["mappings"] = Json::array();
        for (const mapping::Baseline &baseline : baselines) {
            Json entry = {{"name", baseline.name}};
            entry.update(mapping::costToJson(table, baseline.mapping));
            entry.update(operatingPointsToJson(points, baseline.mapping, options.mostLatency_ms));
            document["mappings"].push_back(std::move(entry));
        }
        text = baselineText(name, table, baselines) + operatingPointText(points, baselines, options.mostLatency_ms);
    }
    if (options.json || !options.output.empty())
        writeDocument(document, options.output);
    else
        print(stdout, text);
    return 0;
}

} // namespace

Action defineCost(CLI::App &app)
{
    const auto options = std::make_shared<CostOptions>();
    app.add_option("--platform", options->platform,
                   "A name of `odimo platforms` or a .json file; with +none behind it channels may be left out")
        ->type_name(platformValue)
        ->capture_default_str();
    CLI::Option_group *what = app.add_option_group("what");
    CLI::Option *layers =
        what->add_option("--layers", options->layers, "A JSON array of layers with their channels per unit")
            ->type_name(fileValue);
    CLI::Option *network =
        what->add_option("--network", options->network.network, networkHelp)->type_name(networkValue);
    what->require_option(1);
    app.add_option("--layout", options->layout, layoutHelp)->type_name(layoutValues)->needs(network);
    app.add_option("--mapping", options->mapping, "The mapping of the network; without it, the baselines")
        ->type_name(fileValue)
        ->needs(network)
        ->excludes(layers);
    app.add_option("--max-latency", options->mostLatency_ms,
                   "Milliseconds within which the operating point of least energy is to be found")
        ->needs(network);
    app.add_option("--input,--input-shape", options->network.input, "Shape of the images, for example 3x32x32")
        ->needs(network);
    app.add_option("--classes", options->network.classes, "Number of classes")->needs(network);
    app.add_option("-o,--output", options->output, "Write the JSON document to this file")->type_name(fileValue);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return options->layers.empty() ? costNetwork(*options) : costLayers(*options);
    };
}

} // namespace odimo::cli
