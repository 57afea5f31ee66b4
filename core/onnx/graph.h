// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"
#include "core/onnx/constant.h"

#include <map>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace odimo::onnx {

/// Kinds of attributes that no supported operator has (graphs, lists of texts) become std::monostate.
using Attribute = std::variant<std::monostate, std::int64_t, float, std::string, std::vector<std::int64_t>,
                               std::vector<float>, Constant>;

struct Node {
    int position = 0; ///< In the file.
    std::string name; ///< That of its first output if the file gives none.
    std::string op;
    std::string opInFile;            ///< What `op` was before passes put a simpler one in its place.
    std::string domain;              ///< Empty for ONNX's own operators.
    std::vector<std::string> inputs; ///< Names of values; empty: an optional input left out.
    std::vector<std::string> outputs;
    std::map<std::string, Attribute> attributes;
};

/// What a file says, free of protobuf; the passes rewrite it until what is left can be lowered to a Network.
/// A value is an input, a constant or the output of one node, and goes by its name.
struct Graph {
    std::string file; ///< For messages.
    int opset = 0;
    std::string input;
    bool takesIntegers = false;       ///< The input, where it should take floating-point values.
    Dimensions inputShape;            ///< Of images, signals or features, 0 where the file leaves a size open.
    bool inputIsChannelsLast = false; ///< It is [N, H, W, C].
    std::string output;
    std::unordered_map<std::string, Constant> constants;
    std::vector<std::string> missing; ///< Constants without values in the file.
    std::vector<Node> nodes;
    /// Of values that are computed; what could not be inferred is not there.
    std::unordered_map<std::string, Dimensions> shapes;
    /// Of values the file quantises.
    std::unordered_map<std::string, network::ValueRange> ranges;
    /// Values of constants that may still be computed or copied; keeps small files from filling the memory.
    std::int64_t room = 0;
};

/// Takes `count` from the graph's room; throws Error if it is used up.
void spend(Graph &graph, std::size_t count);

/// The constant a node reads as input `index`; nullptr if that input is left out or computed.
const Constant *constantInput(const Graph &graph, const Node &node, std::size_t index);
/// The same before constants are folded, when some are the values of Constant nodes.
const Constant *statedInput(const Graph &graph, const Node &node, std::size_t index);
/// True if the node has an input `index`, constant or computed.
bool hasInput(const Node &node, std::size_t index);
/// True if an operator has one of the names.
bool isOneOf(const std::string &op, std::initializer_list<const char *> names);
/// The inputs that are computed.
std::vector<std::string> computedInputs(const Graph &graph, const Node &node);
/// The shape of a computed value; throws Refusal if it is not known.
const Dimensions &shapeOf(const Graph &graph, const std::string &value);
/// [N, C, H, W] or [N, C] as the network's shape; absent for other ranks, and sizes that no network has.
std::optional<network::Shape> imageShape(const Dimensions &shape);

/// How often each value is read, by nodes or as the output.
std::unordered_map<std::string, int> readerCounts(const Graph &graph);
/// The index in graph.nodes of the node that computes a value.
std::unordered_map<std::string, std::size_t> producers(const Graph &graph);

/// Attributes with their default; throw Refusal if the attribute is of another kind.
std::int64_t integerAttribute(const Node &node, const std::string &name, std::int64_t initial);
double numberAttribute(const Node &node, const std::string &name, double initial);
std::string textAttribute(const Node &node, const std::string &name, const std::string &initial);
std::vector<std::int64_t> integersAttribute(const Node &node, const std::string &name,
                                            std::vector<std::int64_t> initial);

/// The axes that ONNX moved from an attribute to an input in opset 13 (Squeeze, Unsqueeze) or 18 (ReduceMean, Pad);
/// absent if neither is there. Throws Refusal if they are computed.
std::optional<std::vector<std::int64_t>> axesOf(const Graph &graph, const Node &node, std::size_t input);

} // namespace odimo::onnx
