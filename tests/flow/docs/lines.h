// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sstream>
#include <string>
#include <vector>

namespace odimo::docs {

inline std::vector<std::string> linesOf(const std::string &text)
{
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// Without spaces and line ends around it.
inline std::string trimmed(const std::string &text)
{
    const auto begin = text.find_first_not_of(" \n");
    return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(" \n") + 1 - begin);
}

} // namespace odimo::docs
