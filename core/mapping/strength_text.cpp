// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/strength_text.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

namespace {

constexpr int digits = 3;

std::string trimmed(const std::string &text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
        end = text.find(separator, begin);
        parts.push_back(trimmed(text.substr(begin, end == std::string::npos ? end : end - begin)));
    }
    return parts;
}

/// "a b;c , d" becomes "a,b,c,d": blanks beside another separator mean nothing.
std::string withCommas(const std::string &text)
{
    std::string list;
    bool isBlank = false;
    for (const char letter : trimmed(text)) {
        if (letter == ' ' || letter == '\t') {
            isBlank = true;
            continue;
        }
        const bool separates = letter == ',' || letter == ';';
        if (isBlank && !separates && !list.empty() && list.back() != ',')
            list += ',';
        list += separates ? ',' : letter;
        isBlank = false;
    }
    return list;
}

double strengthFrom(const std::string &word)
{
    const std::optional<double> strength = numberFrom<double>(word);
    if (!strength || !std::isfinite(*strength))
        throw Error("'" + word +
                    "' is not a number; write strengths like 0.1, 0.5, 2, or a range from:to:how many like 0.03:10:6");
    if (*strength < 0)
        throw Error("a strength cannot be negative: " + word +
                    "; it weighs the cost against the task and is at least 0");
    return *strength;
}

std::vector<double> rangeFrom(const std::string &text)
{
    const std::vector<std::string> parts = split(text, ':');
    const std::optional<int> count = parts.size() == 3 ? numberFrom<int>(parts[2]) : std::nullopt;
    if (!count || *count < 2 || *count > mostStrengths)
        throw Error("'" + text + "' is no range of strengths; write from:to:how many like 0.03:10:6, with 2 to " +
                    std::to_string(mostStrengths) + " of them");
    const double from = strengthFrom(parts[0]);
    const double to = strengthFrom(parts[1]);
    if (!(from > 0 && to > from))
        throw Error("the range '" + text + "' does not rise from above 0; write the smaller strength first");
    return spreadLogarithmically(from, to, *count);
}

} // namespace

std::vector<double> spreadLogarithmically(double from, double to, int count)
{
    if (count == 1)
        return {std::sqrt(from * to)};
    std::vector<double> values;
    for (int i = 0; i < count; ++i) {
        const double exact = from * std::pow(to / from, static_cast<double>(i) / (count - 1));
        values.push_back(*numberFrom<double>(numberText(exact, digits)));
    }
    return values;
}

std::vector<double> strengthsFromText(const std::string &text)
{
    if (trimmed(text).empty())
        return {};
    if (text.find(':') != std::string::npos)
        return rangeFrom(trimmed(text));
    std::vector<double> strengths;
    for (const std::string &word : split(withCommas(text), ','))
        strengths.push_back(strengthFrom(word));
    return strengths;
}

} // namespace odimo::mapping
