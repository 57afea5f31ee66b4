// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace odimo::network {

/// The shape of one image's tensor, [C, H, W]; a vector of features is [C, 1, 1].
struct Shape {
    int channels = 0;
    int height = 1;
    int width = 1;
    bool operator==(const Shape &) const = default;
};

struct Extent {
    int height = 1;
    int width = 1;
    bool operator==(const Extent &) const = default;
};

struct Padding {
    int top = 0;
    int left = 0;
    int bottom = 0;
    int right = 0;
    bool operator==(const Padding &) const = default;
};

/// What an input holds, for the codes it is given.
enum class InputValues {
    Pixels,      ///< From 0 to 1.
    NonNegative, ///< From 0 on.
    Signed,      ///< Below 0 too.
};

/// The image, always node 0; the data decide what its values are.
struct Input {
    Shape shape = {};
    InputValues values = InputValues::Pixels;
    bool operator==(const Input &) const = default;
};

/// y = min(max(x, 0), ceiling). The ceiling (ReLU6, PACT) applies to the float network only: quantised values saturate
/// at their largest code instead.
struct Relu {
    double ceiling = std::numeric_limits<double>::infinity(); ///< Above 0.
    bool operator==(const Relu &) const = default;
};

/// 2-D convolution. Parameters: `weight` [outChannels, C/groups, kH, kW], `bias` [outChannels] if `bias`.
/// `relu` is set by the pass fuseRelu.
struct Convolution {
    int outChannels = 0;
    Extent kernel = {};
    Extent stride = {};
    Padding padding = {};
    Extent dilation = {};
    int groups = 1;
    bool bias = false;
    std::optional<Relu> relu = {};
    bool operator==(const Convolution &) const = default;
};

/// y = W x + b on a flat input [C, 1, 1]. Parameters: `weight` [outFeatures, C], `bias` [outFeatures] if `bias`.
struct FullyConnected {
    int outFeatures = 0;
    bool bias = true;
    std::optional<Relu> relu = {};
    bool operator==(const FullyConnected &) const = default;
};

/// Parameters, all [C]: `weight` (gamma), `bias` (beta), `running_mean`, `running_var`.
struct BatchNormalization {
    double epsilon = 1e-5;
    bool operator==(const BatchNormalization &) const = default;
};

/// Element-wise sum of two inputs of equal shape.
struct Addition {
    std::optional<Relu> relu = {};
    bool operator==(const Addition &) const = default;
};

/// The channels of two or more inputs of equal height and width, one after the other.
struct Concatenation {
    bool operator==(const Concatenation &) const = default;
};

struct MaxPool {
    Extent kernel = {};
    Extent stride = {};
    Padding padding = {};
    bool operator==(const MaxPool &) const = default;
};

/// The mean over the positions of the window that lie in the image or in `counted`, the part of the padding that counts
/// as zeros.
struct AveragePool {
    Extent kernel = {};
    Extent stride = {};
    Padding padding = {};
    Padding counted = {};
    bool operator==(const AveragePool &) const = default;
};

/// [C, H, W] -> [C, 1, 1].
struct GlobalAveragePool {
    bool operator==(const GlobalAveragePool &) const = default;
};

/// [C, H, W] -> [C*H*W, 1, 1] in the order C, H, W.
struct Flatten {
    bool operator==(const Flatten &) const = default;
};

struct Identity {
    bool operator==(const Identity &) const = default;
};

using Operator = std::variant<Input, Convolution, FullyConnected, BatchNormalization, Relu, Addition, Concatenation,
                              MaxPool, AveragePool, GlobalAveragePool, Flatten, Identity>;

/// The name of an operator in JSON and text: "convolution", "fully_connected", ...
const char *operatorName(const Operator &op);

/// The values a tensor was calibrated for, least <= 0 <= most.
struct ValueRange {
    double least = 0;
    double most = 0;
    bool operator==(const ValueRange &) const = default;
};

struct Node {
    std::string name;
    Operator op;
    std::vector<int> inputs; ///< Indices of earlier nodes.
    Shape output;            ///< Inferred.
    /// False: a layer whose channels stay on the reference unit (the first and last layer of the authors'
    /// MobileNet).
    bool searched = true;
    /// Of the output, where the network came quantised; otherwise calibration measures it.
    std::optional<ValueRange> range = {};
    bool operator==(const Node &) const = default;
};

/// A feed-forward network of images.
/// Invariant: every node's inputs stand before it, names are unique, node 0 is the only Input, every shape is inferred
/// and positive. The last node is the output; that of a classifier is [classes, 1, 1].
class Network {
public:
    /// A network that begins with `Input{shape}`, named "input". Throws Error on a dimension below 1.
    Network(std::string name, Shape input);

    /// Appends a node and returns its index. Throws Error (naming the node) on a duplicate or empty name, an input that
    /// is not an earlier node, a wrong number of inputs, attributes out of range, shapes that do not fit, or an output
    /// dimension below 1.
    int add(std::string name, Operator op, std::vector<int> inputs, bool searched = true);

    /// Throws Error naming the node unless least <= 0 <= most, both finite and not both 0.
    void setRange(int node, ValueRange range);

    void setInputValues(InputValues values);
    InputValues inputValues() const { return std::get<Input>(m_nodes.front().op).values; }

    const std::string &name() const { return m_name; }
    std::span<const Node> nodes() const { return m_nodes; }
    const Node &node(int index) const { return m_nodes[static_cast<std::size_t>(index)]; }
    /// Throws Error if no node has the name.
    int find(const std::string &name) const;
    int output() const { return static_cast<int>(m_nodes.size()) - 1; }
    Shape inputShape() const { return m_nodes.front().output; }
    int classes() const { return m_nodes.back().output.channels; }
    /// The nodes that read node `index`.
    std::vector<int> consumers(int index) const;
    bool operator==(const Network &) const = default;

private:
    std::string m_name;
    std::vector<Node> m_nodes;
};

/// Throws Error naming the node if a node before the last is read by none (its cost would count for nothing), or if the
/// last does not give [classes, 1, 1]. What is trained, and what the zoo has, is complete.
void checkComplete(const Network &network);

/// True for convolutions and fully connected nodes, the layers whose channels are mapped.
bool isLayer(const Node &node);

/// By node: true if it may put out values below 0.
std::vector<bool> signedNodes(const Network &network);

/// Multiply-accumulates of one image; 0 for nodes that are no layers.
std::int64_t macs(const Network &network, int node);

} // namespace odimo::network
