// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"

namespace odimo::widgets {

/// What the axes of the front show, as the user chose it.
struct FrontAxes {
    CostAxis cost = CostAxis::Kilocycles;
    bool isRelative = false; ///< To FrontValues::relativeTo.
    bool isCostLogarithmic = false;
    bool isAccuracyLogarithmic = false;
    bool operator==(const FrontAxes &) const = default;
};

/// From costs and accuracies to the coordinates of the plot and back. Relative costs are percents of the reference, and
/// accuracies then percentage points above it, once its accuracy is known.
class FrontScale {
public:
    FrontScale() = default;
    FrontScale(const FrontAxes &axes, const FrontReference &reference);

    const FrontAxes &axes() const { return m_axes; }
    template <typename Point>
    double x(const Point &point) const
    {
        return xOfCost(costOn(m_axes.cost, point));
    }
    double xOfCost(double cost) const { return cost * m_perCost; } ///< `cost` in the unit of the axis.
    double costAt(double x) const { return x / m_perCost; }
    double y(double accuracy) const { return 100 * (accuracy - m_accuracy); }
    double accuracyAt(double y) const { return y / 100 + m_accuracy; }
    /// Of an earlier accuracy of a point.
    double x(const FrontMarker &point, const TailPoint &tail) const;

    QString costTitle() const;
    QString accuracyTitle() const;
    bool isAccuracyLogarithmic() const { return m_axes.isAccuracyLogarithmic && !m_isAccuracyRelative; }

private:
    FrontAxes m_axes;
    QString m_referenceName;
    double m_perCost = 1;
    double m_accuracy = 0; ///< At y = 0.
    bool m_isCostRelative = false;
    bool m_isAccuracyRelative = false;
};

} // namespace odimo::widgets
