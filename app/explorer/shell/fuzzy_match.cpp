// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/fuzzy_match.h"

#include <algorithm>
#include <vector>

namespace odimo::explorer {

namespace {

constexpr int unreachable = -1000000;
constexpr int forStartOfText = 12;
constexpr int forStartOfWord = 8;
constexpr int forRow = 6; ///< A letter right after the one before.
constexpr int forLetter = 1;

int worth(const QString &text, qsizetype at)
{
    if (at == 0)
        return forLetter + forStartOfText;
    const bool startsWord = !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower());
    return forLetter + (startsWord ? forStartOfWord : 0);
}

} // namespace

/// The best of all ways to find the letters, by dynamic programming over the ends of what is found.
std::optional<int> fuzzyScore(const QString &typed, const QString &text)
{
    QString letters = typed.toCaseFolded();
    letters.remove(QLatin1Char(' '));
    if (letters.isEmpty())
        return 0;
    const auto length = static_cast<std::size_t>(text.size());
    std::vector<int> best(length, unreachable); // Of the letters so far, the last of them here.
    for (qsizetype letter = 0; letter < letters.size(); ++letter) {
        std::vector<int> next(length, unreachable);
        int before = letter == 0 ? 0 : unreachable; // The best that ends anywhere before.
        for (std::size_t at = 0; at < length; ++at) {
            if (text[static_cast<qsizetype>(at)].toCaseFolded() == letters[letter]) {
                const int afterRow = letter > 0 && at > 0 ? best[at - 1] + forRow : unreachable;
                next[at] = std::max(before, afterRow) + worth(text, static_cast<qsizetype>(at));
            }
            if (letter > 0)
                before = std::max(before, best[at]);
        }
        best = std::move(next);
    }
    const int found = length == 0 ? unreachable : *std::ranges::max_element(best);
    return found > 0 ? std::optional(found) : std::nullopt;
}

} // namespace odimo::explorer
