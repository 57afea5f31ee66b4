// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace odimo::onnx {

/// Reads the file as a stream; its tensors are held once. Throws Error on what is no ONNX model, or none of one image
/// in and one result out.
Graph readModel(const std::filesystem::path &path);
Graph readModel(std::span<const std::byte> bytes, const std::string &name);

} // namespace odimo::onnx
