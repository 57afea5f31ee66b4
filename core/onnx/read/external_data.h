// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace odimo::onnx {

/// Where a tensor's bytes lie outside of the model file
/// (https://github.com/onnx/onnx/blob/main/docs/ExternalData.md).
struct ExternalPlace {
    std::string location; ///< A path relative to the model's folder.
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> length = {}; ///< Absent: up to the end of the file.
};

/// The files beside a model that hold its tensors.
class ExternalData {
public:
    /// Without a folder every read is refused.
    explicit ExternalData(std::optional<std::filesystem::path> folder) : m_folder(std::move(folder)) {}

    /// True if the place is one inside the folder, and no file is there. Throws Error as below if it is outside.
    bool isMissing(const ExternalPlace &place, const std::string &where) const;

    /// The bytes, exactly `size` of them. Throws Error if the place is no regular file inside the folder (links
    /// followed), does not hold that many, or if tensors ask for more bytes than the file has: they must not overlap.
    std::vector<std::byte> read(const ExternalPlace &place, std::uint64_t size, const std::string &where);

private:
    std::filesystem::path inFolder(const std::string &location, const std::string &where) const;
    std::filesystem::path resolve(const std::string &location, const std::string &where) const;

    std::optional<std::filesystem::path> m_folder;
    std::map<std::filesystem::path, std::uint64_t> m_used; ///< Bytes read from each file.
};

} // namespace odimo::onnx
