// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

namespace odimo::data {

/// Writes a data set as one file: its images as they were loaded, and what else training reads of it, piece by piece.
/// Such a file is the same on every machine, whichever libraries would decode the images there. The same data are the
/// same bytes.
void writePacked(const Dataset &dataset, const std::function<void(std::string_view)> &write);

/// What writePacked() has written, mapped into memory; absent if the path is no such file. loadDataset() takes its
/// path, too. Throws Error naming the file if it is damaged.
std::optional<Dataset> readPacked(const std::filesystem::path &path);

} // namespace odimo::data
