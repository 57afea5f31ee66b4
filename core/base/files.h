// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace odimo {

/// The whole file; throws Error (InputOutput) naming the path and the system's reason.
std::string readText(const std::filesystem::path &path);
std::vector<std::byte> readBytes(const std::filesystem::path &path);

/// Writes a temporary file beside `path` and renames it, so that a reader never sees half a file.
void writeText(const std::filesystem::path &path, std::string_view text);
void writeBytes(const std::filesystem::path &path, std::span<const std::byte> bytes);

/// The folder of the running executable.
std::filesystem::path executableFolder();

/// A file or folder of `resources/`, found in $ODIMO_RESOURCES, beside the installed program (../share/odimo), or in
/// the source tree the program was built from. Throws Error if none has it.
std::filesystem::path resourcePath(const std::string &name);

/// A folder that is removed with all it holds at the end of its scope.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace odimo
