// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace odimo {

/// Both write a temporary file beside `path`, flush it to the disk and rename it, so that even a loss of power leaves
/// the whole file or none. They follow no links and leave nothing behind after an Error (InputOutput). Replaces a file
/// of that name.
void writeDurably(const std::filesystem::path &path, std::span<const std::byte> bytes);
/// Does nothing and returns false if the name exists, even if it appeared during the call.
bool writeNew(const std::filesystem::path &path, std::span<const std::byte> bytes);

/// Flushes the entries of the folder that `path` lies in to the disk, after a file was renamed there. Returns the
/// system's reason, or 0.
int syncFolderOf(const std::filesystem::path &path);

} // namespace odimo
