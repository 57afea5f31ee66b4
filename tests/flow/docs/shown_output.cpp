// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/docs/shown_output.h"

#include "tests/flow/docs/lines.h"

#include <algorithm>
#include <regex>

namespace odimo::docs {

namespace {

constexpr const char *anything = "...";

/// Bars and rules of tables are as long as their figures make them.
std::string withoutFigures(const std::string &line)
{
    static const std::regex number(R"([-+]?\d+(?:[.,:]\d+)*)"), bar("(?:█|░|▒|▓)+"), rule("(?:─)+"), spaces(" +");
    std::string text = std::regex_replace(line, number, "0");
    text = std::regex_replace(text, bar, "█");
    text = std::regex_replace(text, rule, "─");
    return std::regex_replace(text, spaces, " ");
}

std::string comparable(std::string line, Figures figures)
{
    if (figures == Figures::Vary)
        line = withoutFigures(line);
    line.erase(line.find_last_not_of(" \r") + 1);
    return figures == Figures::Vary ? line.substr(std::min(line.find_first_not_of(' '), line.size())) : line;
}

std::vector<std::string> comparable(std::vector<std::string> lines, Figures figures)
{
    for (std::string &line : lines)
        line = comparable(line, figures);
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    return lines;
}

/// Whether the text has the parts of the pattern, which stand between dots, in their order, and begins and ends so.
bool fits(const std::string &pattern, const std::string &text)
{
    std::size_t from = pattern.find(anything);
    if (from == std::string::npos)
        return pattern == text;
    if (!text.starts_with(pattern.substr(0, from)))
        return false;
    std::size_t at = from;
    for (;;) {
        from += 3;
        const std::size_t to = pattern.find(anything, from);
        if (to == std::string::npos) {
            const std::string rest = pattern.substr(from);
            return text.size() >= at + rest.size() && text.ends_with(rest);
        }
        const std::string part = pattern.substr(from, to - from);
        const std::size_t found = text.find(part, at);
        if (found == std::string::npos)
            return false;
        at = found + part.size();
        from = to;
    }
}

/// Tries all places for lines that stand for any lines; remembers how far it came.
class Comparison {
public:
    Comparison(const std::vector<std::string> &shown, const std::vector<std::string> &printed)
        : m_shown(shown), m_printed(printed)
    {
    }

    bool matches(std::size_t shown, std::size_t printed)
    {
        m_farthest = std::max(m_farthest, shown);
        if (shown == m_shown.size())
            return printed == m_printed.size();
        if (m_shown[shown] == anything) {
            for (std::size_t next = printed; next <= m_printed.size(); ++next)
                if (matches(shown + 1, next))
                    return true;
            return false;
        }
        return printed < m_printed.size() && fits(m_shown[shown], m_printed[printed]) &&
               matches(shown + 1, printed + 1);
    }
    std::size_t farthest() const { return m_farthest; }

private:
    const std::vector<std::string> &m_shown;
    const std::vector<std::string> &m_printed;
    std::size_t m_farthest = 0;
};

} // namespace

std::optional<std::string> missingLine(const std::vector<std::string> &shown, const std::string &printed,
                                       Figures figures)
{
    const std::vector<std::string> wanted = comparable(shown, figures);
    const std::vector<std::string> lines = comparable(linesOf(printed), figures);
    Comparison comparison(wanted, lines);
    if (comparison.matches(0, 0))
        return std::nullopt;
    return comparison.farthest() < wanted.size() ? "not printed: " + shown[comparison.farthest()]
                                                 : "more was printed than is shown";
}

} // namespace odimo::docs
