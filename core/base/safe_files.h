// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace odimo {

/// Both write a temporary file beside `path` and move it there when it is on the disk, so that a loss of power, too,
/// leaves all of the file or nothing of it. They follow no link, and leave nothing after an Error (InputOutput).
/// In place of the file that may be there.
void writeDurably(const std::filesystem::path &path, std::span<const std::byte> bytes);
/// Does nothing and returns false if there is something with that name already, also if it came there meanwhile.
bool writeNew(const std::filesystem::path &path, std::span<const std::byte> bytes);

} // namespace odimo
