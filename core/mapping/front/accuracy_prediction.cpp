// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/accuracy_prediction.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

namespace {

/// Neighbours that rise are put together at their mean until none does: pool adjacent violators, for a falling curve.
struct Pool {
    double sum = 0;
    std::size_t count = 0;
    double mean() const { return sum / static_cast<double>(count); }
};

std::vector<double> fallingFit(std::span<const MeasuredPenalty> ascending)
{
    std::vector<Pool> pools;
    for (const MeasuredPenalty &point : ascending) {
        Pool pool{.sum = point.accuracy, .count = 1};
        while (!pools.empty() && pools.back().mean() <= pool.mean()) {
            pool.sum += pools.back().sum;
            pool.count += pools.back().count;
            pools.pop_back();
        }
        pools.push_back(pool);
    }
    std::vector<double> fitted;
    for (const Pool &pool : pools)
        fitted.insert(fitted.end(), pool.count, pool.mean());
    return fitted;
}

/// How far `penalty` is from one point to the next, 0 to 1.
double progress(double penalty, double from, double to)
{
    // There is no logarithm of 0: from there the curve of the unmeasured prediction leads to the first point.
    const double span = from > 0 ? std::log(to) - std::log(from) : std::expm1(-to);
    const double gone = from > 0 ? std::log(penalty) - std::log(from) : std::expm1(-penalty);
    return span != 0 ? std::clamp(gone / span, 0.0, 1.0) : 1;
}

} // namespace

AccuracyPrediction::AccuracyPrediction(double referenceAccuracy, double guessing)
    : m_referenceAccuracy(std::max(referenceAccuracy, guessing)),
      m_guessing(guessing), m_fitted{{0, m_referenceAccuracy}}
{
}

void AccuracyPrediction::calibrate(std::span<const MeasuredPenalty> measured)
{
    std::vector<MeasuredPenalty> ascending(measured.begin(), measured.end());
    for (const MeasuredPenalty &point : ascending) {
        if (!std::isfinite(point.penalty) || point.penalty < 0 || !std::isfinite(point.accuracy))
            throw Error("a prediction is calibrated by finite penalties of 0 or more and finite accuracies, not by " +
                        decimalText(point.penalty, 6) + " and " + decimalText(point.accuracy, 6));
    }
    // Of equal penalties the lowest accuracy first, so that the fit takes their mean.
    std::ranges::sort(ascending, {},
                      [](const MeasuredPenalty &point) { return std::pair(point.penalty, point.accuracy); });
    const std::vector<double> fitted = fallingFit(ascending);
    m_fitted = {{0, fitted.empty() ? m_referenceAccuracy : std::max(m_referenceAccuracy, fitted.front())}};
    for (std::size_t i = 0; i < fitted.size(); ++i)
        m_fitted.push_back({ascending[i].penalty, std::max(fitted[i], m_guessing)});
}

double AccuracyPrediction::accuracyAt(double penalty) const
{
    const double reached = std::max(0.0, penalty);
    const auto next = std::ranges::upper_bound(m_fitted, reached, {}, &MeasuredPenalty::penalty);
    const MeasuredPenalty &last = *std::prev(next);
    if (next == m_fitted.end())
        return m_guessing + (last.accuracy - m_guessing) * std::exp(last.penalty - reached);
    return std::lerp(last.accuracy, next->accuracy, progress(reached, last.penalty, next->penalty));
}

} // namespace odimo::mapping
