// SPDX-License-Identifier: Apache-2.0
// Before: nodes in any order.
// After: every value is defined before it is read, and nodes that need not move keep their order. A value that nothing
// defines, and nodes that wait for each other, are an Error.
#include "core/base/error.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/short_name.h"

#include <functional>
#include <queue>
#include <unordered_set>

namespace odimo::onnx {

namespace {

using Producers = std::unordered_map<std::string, std::size_t>;

void checkInputs(const Graph &graph, const Producers &producer)
{
    for (const Node &node : graph.nodes)
        for (const std::string &value : node.inputs)
            if (!value.empty() && value != graph.input && !graph.constants.contains(value) && !producer.contains(value))
                throw Error(graph.file + ": node \"" + shortName(node.name) + "\" (" + node.op + ") reads \"" +
                            shortName(value) +
                            "\", which is missing from the file; export the model with all its weights");
}

/// Going back from a node that waits for nodes that wait must end in a circle.
[[noreturn]] void reportCycle(const Graph &graph, const Producers &producer, const std::vector<int> &waiting)
{
    std::size_t index = 0;
    while (waiting[index] == 0)
        ++index;
    std::unordered_set<std::size_t> seen;
    while (seen.insert(index).second)
        for (const std::string &value : graph.nodes[index].inputs)
            if (const auto found = producer.find(value); found != producer.end() && waiting[found->second] > 0) {
                index = found->second;
                break;
            }
    throw Error(graph.file + ": node \"" + shortName(graph.nodes[index].name) +
                "\" needs its own result, by way of a cycle; export the model anew, recurrent layers unrolled");
}

} // namespace

void sortNodes(Graph &graph)
{
    const Producers producer = producers(graph);
    checkInputs(graph, producer);

    std::vector<int> waiting(graph.nodes.size(), 0);
    std::vector<std::vector<std::size_t>> readers(graph.nodes.size());
    for (std::size_t index = 0; index < graph.nodes.size(); ++index)
        for (const std::string &value : graph.nodes[index].inputs)
            if (const auto found = producer.find(value); found != producer.end()) {
                ++waiting[index];
                readers[found->second].push_back(index);
            }
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t index = 0; index < waiting.size(); ++index)
        if (waiting[index] == 0)
            ready.push(index);

    std::vector<std::size_t> order;
    while (!ready.empty()) {
        order.push_back(ready.top());
        ready.pop();
        for (const std::size_t reader : readers[order.back()])
            if (--waiting[reader] == 0)
                ready.push(reader);
    }
    if (order.size() < graph.nodes.size())
        reportCycle(graph, producer, waiting);
    std::vector<Node> sorted;
    for (const std::size_t index : order)
        sorted.push_back(std::move(graph.nodes[index]));
    graph.nodes = std::move(sorted);
}

} // namespace odimo::onnx
