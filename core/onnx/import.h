// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/parameters.h"
#include "core/onnx/finding.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Reads networks from ONNX files, opsets 7 to 26 (https://onnx.ai/onnx/operators), and says what stands in the way of
/// those it cannot take.
namespace odimo::onnx {

/// A node as it stands in the file, to show networks that are refused, too.
struct GraphNode {
    std::string name;                         ///< As in its finding.
    std::string op;                           ///< "Conv".
    std::optional<network::Shape> input = {}; ///< Of its first input that is computed; absent where it is not known.
    std::optional<network::Shape> output = {};
    std::optional<network::Extent> kernel = {};
    std::optional<network::Extent> stride = {};
    std::optional<int> groups = {};
    bool operator==(const GraphNode &) const = default;
};

struct ImportRequest {
    /// Fills in what the file leaves open, a dynamic height or width; sizes that the file states take precedence.
    std::optional<network::Shape> input = {};
    /// Which output has the class scores; may be absent where there is only one.
    std::optional<std::string> output = {};
};

struct Import {
    std::string name; ///< The file's, without folder and extension.
    /// Float network with its weights, not simplified (network/passes.h); absent if, and only if, a finding is Refused.
    /// It may end in an image, and be no classifier.
    std::optional<network::Model> model;
    /// False if the file has shapes of weights but no values; then the model has no parameters.
    bool isTrained = true;
    std::string whyUntrained = {}; ///< "\"w\" has a shape, but no values in the file"; empty if it is trained.
    std::vector<GraphNode> graph;  ///< Every node of the file, in its order.
    /// First those about the whole file, then one for each node in the file's order; a network of integers, which is
    /// refused as a whole, has none of its nodes.
    std::vector<Finding> findings;
};

/// Initialisers may lie in other files of the model's own folder. Throws Error on a file that is no usable ONNX model:
/// empty, damaged, with a cycle, a name given twice, sizes that lie, data outside of the folder, more
/// than 10,000 nodes, or an input that is neither an image nor
/// features [N, F], which are read as F x 1 x 1. What concerns single nodes becomes findings instead.
Import importModel(const std::filesystem::path &path, const ImportRequest &request = {});

/// The same from memory; `name` is for messages and the network. Data in other files is refused.
Import importModel(std::span<const std::byte> bytes, const std::string &name, const ImportRequest &request = {});

} // namespace odimo::onnx
