// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/verify/receipt.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace odimo::deploy {

/// The CRC-32 that a tensor of an image has to have, in 8 hexadecimal digits.
struct Checksum {
    int image = 0;
    std::string tensor = {};
    std::string crc32 = {};
};

/// What the manifest of a package promises.
struct ReadPackage {
    std::filesystem::path folder = {};
    std::string networkHash = {};
    std::int64_t run = 0; ///< 0 if the manifest names none.
    /// The first file that is the same in every package of this version of the program, but not in this one: somebody
    /// else, or another version, wrote what is built and run. Empty if there is none.
    std::string foreignFile = {};
    int images = 0;
    PackageMemory memory = {};
    std::vector<Checksum> checksums = {}; ///< In the order of computation, "output" the last of each image.
};

/// Reads the manifest and compares every file with its digest. Throws Error if the folder is no package for DIANA, or
/// naming the file that was changed, is missing, lies outside the folder, or was added where the Makefile would compile
/// it.
ReadPackage readPackage(const std::filesystem::path &folder);

} // namespace odimo::deploy
