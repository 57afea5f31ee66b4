// SPDX-License-Identifier: Apache-2.0
#include "core/base/overloaded.h"
#include "core/network/network.h"
#include "core/network/parameters.h"
#include "core/network/shape_inference.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace odimo::network {

namespace {

using Row = std::array<std::string, 7>;

std::string windowText(const Extent &kernel, const Extent &stride)
{
    std::string text = std::to_string(kernel.height) + "x" + std::to_string(kernel.width);
    if (stride != Extent{})
        text += "/" + std::to_string(stride.height) +
                (stride.width == stride.height ? "" : "x" + std::to_string(stride.width));
    return text;
}

std::string kernelText(const Operator &op)
{
    return std::visit(Overloaded{
                          [](const Convolution &convolution) {
                              const std::string groups =
                                  convolution.groups == 1 ? "" : " g" + std::to_string(convolution.groups);
                              return windowText(convolution.kernel, convolution.stride) + groups;
                          },
                          [](const MaxPool &pool) { return windowText(pool.kernel, pool.stride); },
                          [](const AveragePool &pool) { return windowText(pool.kernel, pool.stride); },
                          [](const auto &) { return std::string(); },
                      },
                      op);
}

/// "relu" or "relu6".
std::string reluText(const Relu &relu)
{
    if (relu == Relu{})
        return "relu";
    std::ostringstream text;
    text << "relu" << relu.ceiling;
    return text.str();
}

std::string operatorText(const Operator &op)
{
    return std::visit(Overloaded{
                          [](const Relu &relu) { return reluText(relu); },
                          [&](const auto &alternative) {
                              std::string text = operatorName(op);
                              if constexpr (requires { alternative.relu; })
                                  text += alternative.relu ? "+" + reluText(*alternative.relu) : "";
                              return text;
                          },
                      },
                      op);
}

std::string countText(std::int64_t count) { return count == 0 ? "" : std::to_string(count); }

/// What each node learns, without the running statistics, as networks are usually counted. "<node>.<parameter>" loses
/// what follows the last dot.
std::map<std::string, std::int64_t> parameterCounts(const Network &network)
{
    std::map<std::string, std::int64_t> counts;
    for (const auto &[name, shape] : parameterShapes(network)) {
        if (name.ends_with(".running_mean") || name.ends_with(".running_var"))
            continue;
        std::int64_t size = 1;
        for (std::int64_t dimension : shape)
            size *= dimension;
        counts[name.substr(0, name.rfind('.'))] += size;
    }
    return counts;
}

std::string inputsText(const Network &network, const Node &node)
{
    std::string text;
    for (int input : node.inputs)
        text += (text.empty() ? "" : ", ") + network.node(input).name;
    return text;
}

std::string tableText(const std::vector<Row> &rows)
{
    std::array<std::size_t, std::tuple_size_v<Row>> widths{};
    for (const Row &row : rows)
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], row[column].size());

    std::string text;
    for (const Row &row : rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column)
            line += row[column] + std::string(widths[column] - row[column].size() + 2, ' ');
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

} // namespace

std::string toText(const Network &network)
{
    std::map<std::string, std::int64_t> parameters = parameterCounts(network);
    std::int64_t totalMacs = 0;
    std::int64_t totalParameters = 0;
    std::vector<Row> rows{{"node", "operator", "output", "kernel", "MACs", "parameters", "reads"}};
    for (int index = 0; index <= network.output(); ++index) {
        const Node &node = network.node(index);
        totalMacs += macs(network, index);
        totalParameters += parameters[node.name];
        rows.push_back({node.name, operatorText(node.op), shapeText(node.output), kernelText(node.op),
                        countText(macs(network, index)), countText(parameters[node.name]), inputsText(network, node)});
    }
    rows.push_back({"total", "", "", "", std::to_string(totalMacs), std::to_string(totalParameters), ""});
    return network.name() + ": " + shapeText(network.inputShape()) + " to " + std::to_string(network.classes()) +
           " classes\n" + tableText(rows);
}

} // namespace odimo::network
