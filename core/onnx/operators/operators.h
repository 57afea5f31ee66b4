// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"
#include "core/onnx/operators/weights.h"

#include <span>

namespace odimo::onnx {

/// A node of the network that an ONNX node becomes.
struct Step {
    network::Operator op;
    std::string suffix = {}; ///< Of its name, for steps after the first.
};

/// An ONNX operator that is lowered to the network; one line of the table in operators.cpp.
struct Operator {
    const char *name;
    /// The network's nodes, one reading the other, the first all computed inputs. Needs the shapes of these; throws
    /// Refusal if the node cannot be taken.
    std::vector<Step> (*steps)(const Graph &graph, const Node &node);
    /// The parameters of the first step by their names in the network, after `steps` has succeeded; nullptr: none.
    network::Parameters (*parameters)(Weights &weights, const Node &node) = nullptr;
};

std::span<const Operator> operators();
/// nullptr: an operator that has no place in the network; of ONNX's own domain only.
const Operator *findOperator(const Node &node);

/// What to say about an operator we do not take.
struct UnknownOperator {
    const char *name;
    const char *reason;
    const char *remedy;
    bool keepsShape = false; ///< Its result has the shape of its first input, so that what comes after can be judged.
};
/// Every operator has an explanation.
UnknownOperator describeUnknown(const Node &node);

/// The shapes after each of the steps; throws Refusal with the reason if one does not fit.
std::vector<network::Shape> stepShapes(const Graph &graph, const Node &node, const std::vector<Step> &steps);
/// The shape of the node's first output, the shapes of its computed inputs given; absent where it cannot be determined.
/// Throws Refusal.
std::optional<Dimensions> resultShape(const Graph &graph, const Node &node);

// What the table refers to; each file has one family of operators.
std::vector<Step> convolutionSteps(const Graph &graph, const Node &node);
network::Parameters convolutionParameters(Weights &weights, const Node &node);
std::vector<Step> gemmSteps(const Graph &graph, const Node &node);
network::Parameters gemmParameters(Weights &weights, const Node &node);
std::vector<Step> matMulSteps(const Graph &graph, const Node &node);
network::Parameters matMulParameters(Weights &weights, const Node &node);
std::vector<Step> batchNormalizationSteps(const Graph &graph, const Node &node);
network::Parameters batchNormalizationParameters(Weights &weights, const Node &node);
std::vector<Step> reluSteps(const Graph &graph, const Node &node);
std::vector<Step> clipSteps(const Graph &graph, const Node &node);
std::vector<Step> additionSteps(const Graph &graph, const Node &node);
std::vector<Step> concatenationSteps(const Graph &graph, const Node &node);
std::vector<Step> maxPoolSteps(const Graph &graph, const Node &node);
std::vector<Step> averagePoolSteps(const Graph &graph, const Node &node);
std::vector<Step> globalAveragePoolSteps(const Graph &graph, const Node &node);
std::vector<Step> globalMaxPoolSteps(const Graph &graph, const Node &node);
std::vector<Step> reduceMaxSteps(const Graph &graph, const Node &node);
std::vector<Step> reduceMeanSteps(const Graph &graph, const Node &node);
std::vector<Step> viewSteps(const Graph &graph, const Node &node);
std::vector<Step> identitySteps(const Graph &graph, const Node &node);

} // namespace odimo::onnx
