// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace odimo {

struct CloseFile {
    void operator()(std::FILE *file) const { std::fclose(file); }
};
/// An open file, closed at the end of its scope.
using File = std::unique_ptr<std::FILE, CloseFile>;

/// Opens a regular file for reading: every reader begins here. Pipes, devices and sockets, which may never end or wait
/// for ever, are refused without being touched. Throws Error (InputOutput) naming the path and the reason.
File openToRead(const std::filesystem::path &path);

/// For libraries that open files themselves: throws as openToRead() does if the path exists and is no regular file.
void requireRegularFile(const std::filesystem::path &path);

/// The most that readText() takes: text is read by people and parsers.
inline constexpr std::size_t mostTextBytes = std::size_t(64) << 20;

/// The whole file, a text of at most mostTextBytes; throws Error (InputOutput) naming the path and the reason.
std::string readText(const std::filesystem::path &path);
std::vector<std::byte> readBytes(const std::filesystem::path &path);

/// Writes a temporary file beside `path` and renames it, so that a reader never sees half a file. A path that exists
/// and is no regular file, such as /dev/stdout, is written to directly. Throws Error (InputOutput) if not all could be
/// written.
void writeText(const std::filesystem::path &path, std::string_view text);
void writeBytes(const std::filesystem::path &path, std::span<const std::byte> bytes);

/// The folder of the running executable.
std::filesystem::path executableFolder();

/// A file or folder of `resources/`, found in $ODIMO_RESOURCES or beside the program, in ../share/odimo, where it is
/// installed; the build tree has links there. Throws Error if neither has it.
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
