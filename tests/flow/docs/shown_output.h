// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace odimo::docs {

enum class Figures {
    Exact, ///< The same on every machine.
    Vary,  ///< Times, and what was trained: any number stands for any other, and tables may be wider.
};

/// The first line of what a page shows that was not printed, in words; absent if all was. A line "..." stands for any
/// lines, "..." inside a line for any text. Spaces at the ends of lines and empty lines at the end do not count.
std::optional<std::string> missingLine(const std::vector<std::string> &shown, const std::string &printed,
                                       Figures figures);

} // namespace odimo::docs
