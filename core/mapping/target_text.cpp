// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/target_text.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>

namespace odimo::mapping {

namespace {

/// Below this a fraction was written where a percentage is asked for.
constexpr double leastPlausible_percent = 1;

double fractionFrom(const std::string &word)
{
    const std::optional<double> percent = numberFrom<double>(word);
    if (!percent)
        throw Error("\"" + word + "\" is not a percentage; write targets like 50, 70");
    if (!(*percent > 0 && *percent <= 100))
        throw Error("a target is above 0 % and at most 100 % of the cost of all channels on the reference unit, not " +
                    word + " %");
    if (*percent <= leastPlausible_percent)
        throw Error("the target " + word + " is " + word +
                    " % of the cost of all channels on the reference unit; write " + numberText(*percent * 100) +
                    " if you mean " + numberText(*percent * 100) + " %");
    return *percent / 100;
}

} // namespace

std::vector<double> targetsFromText(const std::string &text)
{
    std::string words = text;
    std::ranges::replace_if(
        words, [](char letter) { return std::string_view(" \t,;%").find(letter) != std::string_view::npos; }, ' ');
    std::vector<double> targets;
    for (std::size_t begin = words.find_first_not_of(' '); begin != std::string::npos;) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        targets.push_back(fractionFrom(words.substr(begin, end - begin)));
        begin = words.find_first_not_of(' ', end);
    }
    return targets;
}

} // namespace odimo::mapping
