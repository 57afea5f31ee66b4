// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/target_text.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string_view>

namespace odimo::mapping {

namespace {

/// Below this a fraction was written where a percentage is asked for.
constexpr double leastPlausible_percent = 1;

using Words = std::vector<std::string>;

/// In small letters, without signs of percent.
Words wordsOf(std::string_view text)
{
    Words words;
    std::string word;
    for (const char letter : std::string(text) + " ") {
        if (std::string_view(" \t%").find(letter) == std::string_view::npos) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

double fractionFrom(const std::string &word)
{
    const double percent = numberFrom<double>(word).value_or(0);
    if (!(percent > 0 && percent <= 100))
        throw Error("a target is above 0 % and at most 100 % of the cost of all channels on the reference unit, not " +
                    word + " %");
    if (percent <= leastPlausible_percent)
        throw Error("the target " + word + " is " + word +
                    " % of the cost of all channels on the reference unit; write " + numberText(percent * 100) +
                    " if you mean " + numberText(percent * 100) + " %");
    return percent / 100;
}

bool isNumber(const std::string &word) { return numberFrom<double>(word).has_value(); }

/// Takes the last word away if it names a cost, and throws Error if that is not what is aimed at.
void dropCost(Words &words, std::optional<Objective> objective)
{
    static const std::map<std::string_view, std::optional<Objective>> costs = {{"latency", Objective::Latency},
                                                                               {"time", Objective::Latency},
                                                                               {"cycles", Objective::Latency},
                                                                               {"energy", Objective::Energy},
                                                                               {"cost", std::nullopt}};
    const auto named = words.empty() ? costs.end() : costs.find(words.back());
    if (named == costs.end())
        return;
    if (objective && named->second && *named->second != *objective)
        throw Error("a target counts in what the objective asks for, which is the " +
                    std::string(objectiveName(*objective)) + ", not the " + words.back());
    words.pop_back();
}

/// "half", "two thirds", "50", "30 less"; absent if it is none of them.
std::optional<double> shareOf(const Words &words)
{
    static const std::map<std::string, double> shares = {
        {"half", 0.5},         {"third", 1.0 / 3},     {"two thirds", 2.0 / 3},
        {"quarter", 0.25},     {"one third", 1.0 / 3}, {"three quarters", 0.75},
        {"one quarter", 0.25}, {"fifth", 0.2},         {"tenth", 0.1}};
    if (words.size() == 2 && isNumber(words[0]) && words[1] == "less")
        return 1 - fractionFrom(words[0]);
    if (words.size() == 1 && isNumber(words[0]))
        return fractionFrom(words[0]);
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    const auto share = shares.find(text);
    return share == shares.end() ? std::nullopt : std::optional(share->second);
}

double fractionFromWords(const std::string &text, Words words, std::optional<Objective> objective)
{
    static const std::set<std::string_view> fillers = {"a", "an", "of", "the", "in"};
    std::erase_if(words, [](const std::string &word) { return fillers.contains(word); });
    dropCost(words, objective);
    const std::optional<double> share = shareOf(words);
    if (!share || *share <= 0)
        throw Error("\"" + text +
                    "\" is no share of the cost; write targets like 50, 70, half the latency, two "
                    "thirds, 30 % less");
    return *share;
}

} // namespace

std::vector<double> targetsFromText(const std::string &text, std::optional<Objective> objective)
{
    std::vector<double> targets;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(",;", begin), text.size());
        const std::string item = text.substr(begin, end - begin);
        const Words words = wordsOf(item);
        if (std::ranges::all_of(words, isNumber))
            for (const std::string &word : words)
                targets.push_back(fractionFrom(word));
        else
            targets.push_back(fractionFromWords(item.substr(item.find_first_not_of(' ')), words, objective));
        begin = end + 1;
    }
    return targets;
}

} // namespace odimo::mapping
