// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/network/passes.h"
#include "tests/core/onnx/model_builder.h"

namespace odimo::onnx {

/// The model after network::simplify, so that what folds in the end is gone; throws Error with the findings.
inline network::Model simplified(ModelBuilder &model, const std::string &output)
{
    const Import import = model.output(output).import();
    if (!import.model)
        throw Error(findingsText(import));
    return network::simplify(*import.model);
}

inline std::vector<std::string> operatorsOf(const network::Network &network)
{
    std::vector<std::string> names;
    for (const network::Node &node : network.nodes())
        names.emplace_back(network::operatorName(node.op));
    return names;
}

/// Those of a convolution and a classifier.
inline const std::vector<std::string> plain = {"input", "convolution", "global_average_pool", "flatten",
                                               "fully_connected"};

} // namespace odimo::onnx
