// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/parameters.h"

#include <filesystem>
#include <map>
#include <string>

namespace odimo::network {

/// Weights and text notes, in the form of TensorFile (tensor_file.h). Only F32 is written and read.
struct WeightsFile {
    std::map<std::string, std::string> metadata = {};
    Parameters tensors = {};
};

void writeWeights(const std::filesystem::path &path, const WeightsFile &file);

/// Throws Error on anything that is no such file; offsets and sizes are checked before memory is taken.
WeightsFile readWeights(const std::filesystem::path &path);

} // namespace odimo::network
