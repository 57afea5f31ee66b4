// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/wrapped.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace odimo::deploy {

namespace {

constexpr std::size_t width = 120;

std::size_t indentOf(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

/// Where a line can go on in the next.
struct Break {
    std::size_t at = 0;     ///< The first character of the next line; 0: nowhere.
    std::size_t indent = 0; ///< Of the next line.
};

/// The last place within the width. `open` are the columns behind brackets that earlier lines have left open.
Break lastBreak(std::string_view line, std::vector<std::size_t> &open)
{
    constexpr std::size_t furthest = 60; // What stands further to the right leaves too little room.
    Break found;
    std::vector<std::size_t> openThere;
    bool quoted = false, comment = false;
    for (std::size_t i = 0; i < std::min(line.size(), width); ++i) {
        const char character = line[i];
        if (comment || (!quoted && line.substr(i).starts_with("/*"))) {
            comment = !(comment && line.substr(i - 1).starts_with("*/"));
            continue;
        }
        if (character == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (character == '(' || character == '{' || character == '[')
            open.push_back(i + 1);
        else if ((character == ')' || character == '}' || character == ']') && !open.empty())
            open.pop_back();
        else if ((character == ',' || character == ';') && !open.empty() && line.substr(i + 1).starts_with(" ") &&
                 i + 2 < line.size() && i < width) {
            found = {i + 2, open.back() < furthest ? open.back() : indentOf(line) + 4};
            openThere = open;
        }
    }
    open = std::move(openThere);
    return found;
}

std::string wrappedCode(std::string line)
{
    std::string made;
    std::vector<std::size_t> open;
    while (line.size() > width) {
        const Break next = lastBreak(line, open);
        if (next.at <= next.indent)
            break;
        made += line.substr(0, next.at - 1) + "\n";
        line = std::string(next.indent, ' ') + line.substr(next.at);
    }
    return made + line + "\n";
}

std::string wrappedComment(std::string line)
{
    const std::string begin = std::string(indentOf(line), ' ') + " * ";
    std::string made;
    while (line.size() > width) {
        const std::size_t space = line.rfind(' ', width);
        if (space == std::string::npos || space < begin.size())
            break;
        made += line.substr(0, space) + "\n";
        line = begin + line.substr(space + 1);
    }
    return made + line + "\n";
}

} // namespace

std::string wrapped(const std::string &source)
{
    std::string made;
    for (std::size_t begin = 0; begin < source.size();) {
        const std::size_t end = std::min(source.find('\n', begin), source.size());
        const std::string line = source.substr(begin, end - begin);
        const std::string_view text = std::string_view(line).substr(indentOf(line));
        if (line.size() <= width || text.starts_with("#"))
            made += line + "\n";
        else
            made += text.starts_with("/*") && text.ends_with("*/") ? wrappedComment(line) : wrappedCode(line);
        begin = end + 1;
    }
    return made;
}

} // namespace odimo::deploy
