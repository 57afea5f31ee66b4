// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/learn/torch.h"
#include "tests/core/learn/test_device.h"

#include <nlohmann/json.hpp>

namespace odimo::learn {

inline Json goldenFile(const std::string &name)
{
    return parseJson(readText(std::string(ODIMO_TEST_DATA "/golden/") + name), name);
}

inline torch::Tensor goldenTensor(const Json &values, std::vector<std::int64_t> shape)
{
    return torch::tensor(values.get<std::vector<double>>(), torch::kFloat64)
        .to(torch::kFloat32)
        .to(testDevice())
        .reshape(shape);
}

/// The largest difference, relative to the largest expected magnitude (at least 1).
inline double difference(const torch::Tensor &actual, const torch::Tensor &expected)
{
    const double scale = std::max(1.0, expected.abs().max().item<double>());
    return (actual.detach().flatten() - expected.flatten()).abs().max().item<double>() / scale;
}

} // namespace odimo::learn
