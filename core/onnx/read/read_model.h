// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>

namespace odimo::onnx {

/// Reads the file as a stream; its tensors are held once. `output` is the one that counts, which may be absent where
/// there is only one. Throws Error on what is no ONNX model, or none of one image in and such a result out.
Graph readModel(const std::filesystem::path &path, const std::optional<std::string> &output = {});
Graph readModel(std::span<const std::byte> bytes, const std::string &name,
                const std::optional<std::string> &output = {});

} // namespace odimo::onnx
