// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/containers/file_tree.h"

#include <filesystem>
#include <optional>
#include <string>

namespace odimo::data {

/// What well-known data of an unsupported format is and what to do about it, as the rest of a sentence whose subject is
/// its place: "is the Python version of CIFAR-10, ...; take ...". Absent if it is unknown. Looks at names only.
std::optional<std::string> foreignData(const FileTree &files);
std::optional<std::string> foreignFile(const std::filesystem::path &path);

} // namespace odimo::data
