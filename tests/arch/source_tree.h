// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace odimo::arch {

struct SourceFile {
    std::string path; ///< From the root of the project, with '/': "core/base/error.h".
    std::string text;
};

/// What the project's people wrote under `root`: its folders and the files at its top, without licence texts, pictures
/// and the data of tests (tests/data, tests/golden).
std::vector<SourceFile> readSourceTree(const std::filesystem::path &root);

struct Include {
    std::string target;
    bool quoted = false;
};
std::vector<Include> includesOf(const SourceFile &file);

/// The module a path belongs to: "core/base", "widgets", "app/cli", also for its tests (tests/core/base/...). Empty if
/// none.
std::string moduleOf(std::string_view path);

bool isHeader(const SourceFile &file);
/// True for the C that exported packages hold, in `resources`.
bool isPackageCode(const SourceFile &file);
/// True for C++ headers and sources of the program.
bool isCode(const SourceFile &file);

} // namespace odimo::arch
