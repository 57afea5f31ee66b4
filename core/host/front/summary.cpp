// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/summary.h"

#include "core/base/number_text.h"
#include "core/mapping/front/accuracy_difference.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

/// What somebody may be expected to give for a lower cost, a fraction of the images.
constexpr double smallLoss = 0.01;

/// The front stands first, by ascending cost.
const FrontEntry *worthNaming(const Front &front, const FrontEntry &reference)
{
    const FrontEntry *best = nullptr;
    for (const FrontEntry &entry : front.points) {
        if (entry.dominated || entry.cost.value(front.objective) >= reference.cost.value(front.objective))
            continue;
        if (reference.accuracy - entry.accuracy <= smallLoss)
            return &entry;
        if (!best || entry.accuracy > best->accuracy)
            best = &entry;
    }
    return best;
}

/// " for 0.4 % accuracy" or " and 0.3 % more accuracy", unless that gain may be chance.
std::string accuracyWords(const FrontEntry &reference, const FrontEntry &named)
{
    const mapping::AccuracyDifference gain =
        mapping::accuracyDifference({reference.accuracy, reference.interval}, {named.accuracy, named.interval});
    const double percent = std::round(1000 * gain.difference) / 10;
    if (percent < 0)
        return " for " + decimalText(-percent, 1) + " % accuracy";
    return percent > 0 && gain.isClear() ? " and " + decimalText(percent, 1) + " % more accuracy"
                                         : " without loss of accuracy";
}

} // namespace

const FrontEntry *measuredReference(const Front &front, const mapping::Cost &reference)
{
    const FrontEntry *best = nullptr;
    for (const FrontEntry &entry : front.points)
        if (entry.cost == reference && (!best || entry.accuracy > best->accuracy))
            best = &entry;
    return best;
}

FrontSummary summaryOf(const Front &front, const mapping::Cost &reference)
{
    const auto count = std::ranges::count(front.points, false, &FrontEntry::dominated);
    FrontSummary summary{.sentence = std::to_string(count) + (count == 1 ? " mapping" : " mappings") + " on the front"};
    const FrontEntry *dear = measuredReference(front, reference);
    const FrontEntry *named = dear ? worthNaming(front, *dear) : nullptr;
    if (!named)
        return summary;
    const double saved = 1 - named->cost.value(front.objective) / dear->cost.value(front.objective);
    summary.run = named->run;
    summary.sentence += "; " + decimalText(100 * saved, 0) + " % less " + mapping::objectiveName(front.objective) +
                        accuracyWords(*dear, *named) + ": run " + std::to_string(named->run);
    return summary;
}

} // namespace odimo::host
