// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace odimo::mapping {

namespace {

/// One limit and what it limits.
struct Limit {
    double most = 0;
    std::string unit;
    std::string best; ///< What the mapping of the least value is called.
    std::function<double(const PredictedPoint &)> value;

    bool keptBy(const PredictedPoint &point) const { return value(point) <= most; }
};

std::vector<Limit> limitsOf(const Restrictions &restrictions, double clock_Hz)
{
    std::vector<Limit> limits;
    if (restrictions.mostEnergy_uJ)
        limits.push_back({*restrictions.mostEnergy_uJ, "uJ", "most frugal", &PredictedPoint::energy_uJ});
    if (restrictions.mostLatency_ms)
        limits.push_back({*restrictions.mostLatency_ms, "ms", "fastest", [clock_Hz](const PredictedPoint &point) {
                              return point.latency_cycles / clock_Hz * 1e3;
                          }});
    return limits;
}

std::string quantity(double value, const std::string &unit) { return numberText(value) + " " + unit; }

/// Four digits, so that a limit of this value can be met.
double roundedUp(double value)
{
    const double scale = std::pow(10, 3 - std::floor(std::log10(value)));
    return std::ceil(value * scale) / scale;
}

/// "the fastest takes 0.3310 ms, so ask for that or more"
std::string advice(std::span<const PredictedPoint> front, const Limit &limit)
{
    const double least = limit.value(*std::ranges::min_element(front, {}, limit.value));
    return "the " + limit.best + " takes " + quantity(roundedUp(least), limit.unit) + ", so ask for that or more";
}

} // namespace

double constraintViolation(const PredictedPoint &point, const Restrictions &restrictions,
                           const platform::Platform &platform)
{
    double sum = 0;
    for (const Limit &limit : limitsOf(restrictions, platform.clock_Hz))
        sum += std::max(0.0, limit.value(point) - limit.most) / limit.most;
    return sum;
}

std::vector<PredictedPoint> withinLimits(std::vector<PredictedPoint> front, const Restrictions &restrictions,
                                         const platform::Platform &platform)
{
    if (front.empty())
        return front;
    const std::string withPins = restrictions.pins.empty() ? "" : " with these pins";
    const std::vector<Limit> limits = limitsOf(restrictions, platform.clock_Hz);
    for (const Limit &limit : limits) {
        if (std::ranges::none_of(front, [&](const PredictedPoint &point) { return limit.keptBy(point); }))
            throw Error("no mapping takes at most " + quantity(limit.most, limit.unit) + withPins + "; " +
                        advice(front, limit));
    }
    for (const Limit &limit : limits) {
        std::vector<PredictedPoint> kept;
        std::ranges::copy_if(front, std::back_inserter(kept),
                             [&](const PredictedPoint &point) { return limit.keptBy(point); });
        // The first limit leaves some, as was seen; a second one alone would, too.
        if (kept.empty()) {
            const std::string first = quantity(limits.front().most, limits.front().unit);
            throw Error("no mapping takes at most " + first + " and at most " + quantity(limit.most, limit.unit) +
                        withPins + "; of those within " + first + " " + advice(front, limit));
        }
        front = std::move(kept);
    }
    return front;
}

} // namespace odimo::mapping
