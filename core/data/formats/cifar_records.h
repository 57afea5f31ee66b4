// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/formats.h"

#include <span>
#include <string>
#include <vector>

namespace odimo::data {

/// Reads files of CIFAR's binary records: `labelBytes` labels, of which the last counts, then 3x32x32 bytes, plane by
/// plane (A. Krizhevsky, "The CIFAR-10 and CIFAR-100 datasets", section "Binary version"). A file that ends within a
/// record is a problem.
Images readCifarRecords(const FileTree &files, std::span<const std::size_t> wanted, int labelBytes,
                        std::vector<Problem> &problems);

/// The records in the bytes of one file, appended to pixels, [N, H, W, C], and labels.
void parseCifarRecords(std::span<const std::uint8_t> bytes, const std::string &place, int labelBytes,
                       std::vector<std::uint8_t> &pixels, std::vector<std::int32_t> &labels,
                       std::vector<Problem> &problems);

/// The lines of a file with one class name a line; `otherwise` if there is no such file.
std::vector<std::string> readClassNames(const FileTree &files, const std::string &path,
                                        std::vector<std::string> otherwise);

} // namespace odimo::data
