// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace odimo::explorer {

/// Writes a project of made-up results: ResNet20, which has 22 layers, on DIANA, with so many measured mappings. Throws
/// Error if the file cannot be made.
void writeLargeProject(const std::filesystem::path &path, int runs);

} // namespace odimo::explorer
