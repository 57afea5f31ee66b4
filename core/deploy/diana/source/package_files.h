// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace odimo::deploy {

/// A file of a package: its bytes, and what it is.
struct PackageFile {
    std::string text;
    std::string meaning;
};

/// By path in the package: "src/network.c".
using PackageFiles = std::map<std::string, PackageFile>;

/// The files that are the same in every package, from resources/diana.
PackageFiles commonFiles();

} // namespace odimo::deploy
