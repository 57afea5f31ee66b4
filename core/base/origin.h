// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace odimo {

/// What a written figure or table shows, kept in the file so that it leads back there.
struct Origin {
    std::string project = {};            ///< See projectPath.
    std::string view = {};               ///< "front", "timeline", ...
    std::int64_t run = 0;                ///< That was selected; 0: none.
    std::vector<std::int64_t> runs = {}; ///< That are shown.
    std::string layer = {};              ///< That was selected; empty: none.
    bool operator==(const Origin &) const = default;
};

/// Absolute and without links, ".." and ".", so that a project has one path however it was named.
std::string projectPath(const std::filesystem::path &project);

/// One line of ASCII without <, > and &, with the version of this program: "odimo-source: {...}".
std::string originLine(const Origin &origin);

/// Of the first such line in a text; absent if there is none that can be read.
std::optional<Origin> originIn(std::string_view text);

/// The comments at the top of a table or a plot in TeX: its title and where it comes from.
std::vector<std::string> originComments(const std::string &title, const Origin &origin);

} // namespace odimo
