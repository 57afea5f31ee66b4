// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/arch/source_tree.h"

#include <string>
#include <vector>

namespace odimo::arch {

/// Inside a module: a folder includes of it only itself and the folders that the table in folder_rules.cpp allows.
std::vector<std::string> foldersPointDown(const std::vector<SourceFile> &files);

/// No file includes itself by way of others. A header and the source of the same name are one.
std::vector<std::string> filesFormNoCircle(const std::vector<SourceFile> &files);

} // namespace odimo::arch
