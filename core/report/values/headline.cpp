// SPDX-License-Identifier: Apache-2.0
#include "core/report/values/headline.h"

#include "core/base/number_text.h"
#include "core/base/unit_text.h"
#include "core/host/front/summary.h"

#include <algorithm>
#include <cmath>

namespace odimo::report {

namespace {

using host::Front;
using host::FrontEntry;

bool isMadeByHand(const FrontEntry &entry)
{
    return entry.baseline.starts_with("all-") || entry.baseline.starts_with("first-and-last-");
}

bool losesLittle(const FrontEntry &entry, const FrontEntry &reference)
{
    constexpr double rounding = 1e-9; // 0.5 % of 10,000 images are 50 of them, whatever the last bit says.
    return reference.accuracy - entry.accuracy <= smallLoss + rounding;
}

const FrontEntry *cheapestByHand(const Front &front, const FrontEntry &reference)
{
    const FrontEntry *best = nullptr;
    for (const FrontEntry &entry : front.points)
        if (isMadeByHand(entry) && losesLittle(entry, reference) &&
            (!best || entry.cost.value(front.objective) < best->cost.value(front.objective)))
            best = &entry;
    return best;
}

std::string signedPercent(double fraction)
{
    const std::string size = percent(std::abs(fraction));
    return (std::round(1e4 * fraction) == 0 ? "" : fraction < 0 ? "−" : "+") + size;
}

std::string accuracyOf(const FrontEntry &entry)
{
    return percent(entry.accuracy) + " % (" + percent(entry.interval.low) + " to " + percent(entry.interval.high) +
           " %)";
}

std::string differenceText(const mapping::AccuracyDifference &found)
{
    return signedPercent(found.difference) + " % (" + signedPercent(found.interval.low) + " to " +
           signedPercent(found.interval.high) + " %)";
}

double savedShare(const Front &front, const FrontEntry &entry, const FrontEntry &other)
{
    return 1 - entry.cost.value(front.objective) / other.cost.value(front.objective);
}

std::string lessOrMore(double saved)
{
    return decimalText(std::abs(100 * saved), 0) + (saved >= 0 ? " % less" : " % more");
}

/// "At most 0.5 % accuracy": the price that was allowed, unless nothing was paid. A gain that may be chance is none.
std::string priceText(const mapping::AccuracyDifference &found)
{
    const double rounded = std::round(1e4 * found.difference);
    if (rounded < 0)
        return "At most " + numberText(100 * smallLoss) + " % accuracy for ";
    if (rounded == 0)
        return "The same accuracy for ";
    if (!found.isClear())
        return "Equal accuracy, within the 95 % interval, for ";
    // The gain itself, not the rounded one: the sentence below it tells the same number.
    return percent(found.difference) + " % more accuracy for ";
}

Headline compared(const Front &front, const Scores &scores, const FrontEntry &best, const FrontEntry &reference,
                  const std::string &name)
{
    const mapping::AccuracyDifference difference =
        mapping::accuracyDifference(scores.at(reference.run), scores.at(best.run));
    const std::string objective = mapping::objectiveName(front.objective);
    Headline headline{.sentence = priceText(difference) + lessOrMore(savedShare(front, best, reference)) + " " +
                                  objective + " than " + name,
                      .detail = "Run " + std::to_string(best.run) + " is right for " + accuracyOf(best) +
                                " of the test images, " + name + " (run " + std::to_string(reference.run) + ") for " +
                                accuracyOf(reference) + ": a difference of " + differenceText(difference) +
                                ". In parentheses: 95 % intervals.",
                      .run = best.run};
    const FrontEntry *byHand = cheapestByHand(front, reference);
    if (byHand && byHand->run != best.run && byHand->cost != reference.cost) {
        headline.sentence += "; " + lessOrMore(savedShare(front, best, *byHand)) + " than the best hand-made mapping";
        headline.detail += " The best hand-made mapping is " + byHand->baseline + " (run " +
                           std::to_string(byHand->run) + ", " + accuracyOf(*byHand) + ").";
    }
    headline.sentence += ".";
    return headline;
}

std::string countText(const Front &front)
{
    const auto count = std::ranges::count(front.points, false, &FrontEntry::dominated);
    return std::to_string(count) + " of " + std::to_string(front.points.size()) +
           (front.points.size() == 1 ? " measured mapping is" : " measured mappings are") + " on the front.";
}

} // namespace

const FrontEntry *bestWithinLoss(const Front &front, const FrontEntry &reference)
{
    for (const FrontEntry &entry : front.points) // The front stands first, by ascending cost.
        if (!entry.dominated && losesLittle(entry, reference) &&
            entry.cost.value(front.objective) < reference.cost.value(front.objective))
            return &entry;
    return nullptr;
}

Headline headlineOf(const Front &front, const Scores &scores, const mapping::Cost &reference,
                    const std::string &referenceName)
{
    if (front.points.empty())
        return {.sentence = "No mapping has a measured accuracy yet.", .detail = {}};
    const FrontEntry *dear = host::measuredReference(front, reference);
    if (!dear)
        return {.sentence = countText(front),
                .detail = "The mapping " + referenceName + " was not measured, so nothing is compared with it."};
    const FrontEntry *best = bestWithinLoss(front, *dear);
    if (best)
        return compared(front, scores, *best, *dear, referenceName);
    return {.sentence = countText(front),
            .detail = "No cheaper mapping stays within " + numberText(100 * smallLoss) + " % of the accuracy of " +
                      referenceName + " (" + accuracyOf(*dear) + ")."};
}

} // namespace odimo::report
