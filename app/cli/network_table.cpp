// SPDX-License-Identifier: Apache-2.0
#include "app/cli/network_table.h"

#include "app/cli/figures.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/base/overloaded.h"
#include "core/network/parameters.h"
#include "core/network/shape_inference.h"
#include "core/onnx/short_name.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <functional>
#include <numeric>

namespace odimo::cli {

namespace {

constexpr const char *unknown = "?";

std::string extentText(const network::Extent &extent)
{
    return std::to_string(extent.height) + "x" + std::to_string(extent.width);
}

/// "relu" or "relu6".
std::string reluText(const network::Relu &relu)
{
    return std::isfinite(relu.ceiling) ? "relu" + shortestText(relu.ceiling) : "relu";
}

std::string operatorText(const network::Operator &op)
{
    return std::visit(Overloaded{
                          [](const network::Relu &relu) { return reluText(relu); },
                          [&](const auto &alternative) {
                              std::string text = network::operatorName(op);
                              if constexpr (requires { alternative.relu; })
                                  text += alternative.relu ? "+" + reluText(*alternative.relu) : "";
                              return text;
                          },
                      },
                      op);
}

struct WindowCells {
    std::string kernel;
    std::string stride;
    std::string groups;
};

WindowCells windowCells(const network::Operator &op)
{
    const auto pool = [](const auto &window) {
        return WindowCells{extentText(window.kernel), extentText(window.stride), ""};
    };
    return std::visit(Overloaded{
                          [](const network::Convolution &convolution) {
                              const std::string dilation = convolution.dilation == network::Extent{}
                                                               ? ""
                                                               : " dilated " + extentText(convolution.dilation);
                              return WindowCells{extentText(convolution.kernel) + dilation,
                                                 extentText(convolution.stride), std::to_string(convolution.groups)};
                          },
                          [&](const network::MaxPool &window) { return pool(window); },
                          [&](const network::AveragePool &window) { return pool(window); },
                          [](const auto &) { return WindowCells(); },
                      },
                      op);
}

/// What each node holds; "<node>.<parameter>" loses what follows the last dot.
std::map<std::string, std::int64_t> parameterCounts(const network::Network &network)
{
    std::map<std::string, std::int64_t> counts;
    for (const auto &[name, shape] : network::parameterShapes(network))
        counts[name.substr(0, name.rfind('.'))] +=
            std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies());
    return counts;
}

std::string unitsText(const platform::Layer &layer, const platform::Platform &platform)
{
    std::string able;
    std::string unable;
    for (std::size_t unit = 0; unit < platform.units.size(); ++unit) {
        const std::string &name = platform.units[unit].name;
        if (const std::optional<std::string> refusal = platform.refusal(layer, static_cast<int>(unit)))
            unable += "; " + name + ": " + *refusal;
        else
            addToList(able, name);
    }
    return (able.empty() ? "none" : able) + unable;
}

std::string inputText(const network::Network &network, const network::Node &node)
{
    return node.inputs.empty() ? "" : network::shapeText(network.node(node.inputs[0]).output);
}

std::string countText(std::int64_t count) { return count == 0 ? "" : std::to_string(count); }

struct Totals {
    std::int64_t macs = 0;
    std::int64_t parameters = 0;
};

Totals totalsOf(const network::Network &network)
{
    Totals totals;
    for (int index = 0; index <= network.output(); ++index)
        totals.macs += network::macs(network, index);
    for (const auto &[node, count] : parameterCounts(network))
        totals.parameters += count;
    return totals;
}

std::string knownShape(const std::optional<network::Shape> &shape)
{
    return shape ? network::shapeText(*shape) : unknown;
}

Json shapeToJson(const std::optional<network::Shape> &shape)
{
    return shape ? Json{shape->channels, shape->height, shape->width} : Json();
}

} // namespace

Table networkTable(const network::Network &network, const platform::Platform &platform)
{
    const std::map<std::string, std::int64_t> parameters = parameterCounts(network);
    std::map<int, std::string> units;
    for (const platform::Layer &layer : platform::layersOf(network))
        units[layer.node] = unitsText(layer, platform);
    Table table({{"name", Align::Left},
                 {"operator", Align::Left},
                 {"input"},
                 {"output"},
                 {"kernel"},
                 {"stride"},
                 {"groups"},
                 {"MACs"},
                 {"parameters"},
                 {"units", Align::Left}});
    for (int index = 1; index <= network.output(); ++index) {
        const network::Node &node = network.node(index);
        const WindowCells window = windowCells(node.op);
        const auto count = parameters.find(node.name);
        table.row({node.name, operatorText(node.op), inputText(network, node), network::shapeText(node.output),
                   window.kernel, window.stride, window.groups, countText(network::macs(network, index)),
                   countText(count == parameters.end() ? 0 : count->second),
                   network::isLayer(node) ? units.at(index) : "host"});
    }
    const Totals totals = totalsOf(network);
    table.separator();
    table.row({"total", "", "", "", "", "", "", std::to_string(totals.macs), std::to_string(totals.parameters)});
    return table;
}

Json layersToJson(const network::Network &network, const platform::Platform &platform)
{
    const std::map<std::string, std::int64_t> parameters = parameterCounts(network);
    Json layers = Json::array();
    for (const platform::Layer &layer : platform::layersOf(network)) {
        const platform::LayerGeometry &geometry = layer.geometry;
        Json units = Json::object();
        for (std::size_t unit = 0; unit < platform.units.size(); ++unit) {
            const std::optional<std::string> refusal = platform.refusal(layer, static_cast<int>(unit));
            units[platform.units[unit].name] = refusal ? Json(*refusal) : Json();
        }
        layers.push_back({{"name", geometry.name},
                          {"ch_in", geometry.inChannels},
                          {"ch_out", geometry.outChannels},
                          {"k_x", geometry.kernelX},
                          {"k_y", geometry.kernelY},
                          {"groups", geometry.groups},
                          {"out_x", geometry.outX},
                          {"out_y", geometry.outY},
                          {"searched", layer.searched},
                          {"macs", network::macs(network, layer.node)},
                          {"parameters", parameters.at(geometry.name)},
                          {"units", std::move(units)}});
        if (geometry.dilated)
            layers.back()["dilated"] = true;
    }
    return layers;
}

Json totalsToJson(const network::Network &network)
{
    const Totals totals = totalsOf(network);
    return {{"macs", totals.macs}, {"parameters", totals.parameters}};
}

Table graphTable(const std::vector<onnx::GraphNode> &graph)
{
    Table table(
        {{"node", Align::Left}, {"operator", Align::Left}, {"input"}, {"output"}, {"kernel"}, {"stride"}, {"groups"}});
    for (const onnx::GraphNode &node : graph)
        table.row({onnx::shortName(node.name), node.op, knownShape(node.input), knownShape(node.output),
                   node.kernel ? extentText(*node.kernel) : "", node.stride ? extentText(*node.stride) : "",
                   node.groups ? std::to_string(*node.groups) : ""});
    return table;
}

Json graphToJson(const std::vector<onnx::GraphNode> &graph)
{
    Json json = Json::array();
    for (const onnx::GraphNode &node : graph)
        json.push_back({{"name", node.name},
                        {"op", node.op},
                        {"input", shapeToJson(node.input)},
                        {"output", shapeToJson(node.output)}});
    return json;
}

} // namespace odimo::cli
