// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_extent.h"

#include "widgets/base/plot_style.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr double margin = 0.08;

/// By a share of the length of the range on the axis, which is a factor on a logarithmic one, and at least by `least`.
QCPRange widened(const QCPAxis &axis, const QCPRange &range, double least, double aboveShare)
{
    if (axis.scaleType() == QCPAxis::stLinear)
        return {range.lower - std::max(margin * range.size(), least),
                range.upper + aboveShare * std::max(margin * range.size(), least)};
    const double length = std::max(margin * std::log(range.upper / range.lower), 0.02);
    return {range.lower * std::exp(-length), range.upper * std::exp(aboveShare * length)};
}

bool isLogarithmic(const QCPAxis &axis) { return axis.scaleType() == QCPAxis::stLogarithmic; }

} // namespace

void FrontExtent::Range::include(double value)
{
    lower = std::min(lower, value);
    upper = std::max(upper, value);
}

void FrontExtent::apply() const
{
    if (!m_costs.isEmpty()) {
        // More on the right, where the dearest baseline has its name.
        QCPRange range = widened(m_x, {m_costs.lower, m_costs.upper}, 0.02 * m_costs.upper, 2);
        range.lower = std::max(isLogarithmic(m_x) ? m_costs.lower / 2 : 0.0, range.lower);
        m_x.setRange(range);
    }
    if (!m_accuracies.isEmpty()) {
        constexpr double leastPercent = 0.1, leastMargin = 0.2;
        const double lower = isLogarithmic(m_y) ? std::max(m_accuracies.lower, leastPercent) : m_accuracies.lower;
        m_y.setRange(widened(m_y, {lower, std::max(lower, m_accuracies.upper)}, leastMargin, 1));
    }
}

void setLogarithmic(QCPAxis &axis, bool isLogarithmic)
{
    axis.setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (isLogarithmic && axis.range().lower <= 0)
        axis.setRange(std::max(axis.range().upper, 1.0) / 100, std::max(axis.range().upper, 1.0));
    chooseTicker(axis);
}

void chooseTicker(QCPAxis &axis)
{
    constexpr double decade = 10;
    const bool powers =
        isLogarithmic(axis) && axis.range().lower > 0 && axis.range().upper / axis.range().lower > decade;
    const bool hasPowers = !axis.ticker().dynamicCast<QCPAxisTickerLog>().isNull();
    if (powers == hasPowers)
        return;
    axis.setTicker(powers ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog) : plainTicker());
}

} // namespace odimo::widgets
