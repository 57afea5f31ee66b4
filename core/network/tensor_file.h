// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace odimo::network {

enum class ElementType { Float32, Float64, Int64 };

/// "F32", "F64", "I64"
const char *nameOf(ElementType type);
std::size_t bytesOf(ElementType type);

/// A dense tensor, row-major, its elements as they stand in memory.
struct RawTensor {
    ElementType type = ElementType::Float32;
    std::vector<std::int64_t> shape = {};
    std::vector<std::byte> bytes = {};
    bool operator==(const RawTensor &) const = default;
};

/// Tensors and text notes in one file, in the safetensors format (https://huggingface.co/docs/safetensors): readable
/// from Python, no code execution.
struct TensorFile {
    std::map<std::string, std::string> metadata = {};
    std::map<std::string, RawTensor> tensors = {};
    bool operator==(const TensorFile &) const = default;
};

std::vector<std::byte> toBytes(const TensorFile &file);
/// Throws Error, naming `where`, on anything that is no such file; offsets and sizes are checked before memory is
/// taken.
TensorFile tensorsFromBytes(std::span<const std::byte> bytes, const std::string &where);

/// A file with a checksum over all that it says, on the disk when this returns (core/base/safe_files.h).
void writeSealed(const std::filesystem::path &path, const TensorFile &file);
/// Throws Error on a file without its checksum, or with another.
TensorFile readSealed(const std::filesystem::path &path);

} // namespace odimo::network
