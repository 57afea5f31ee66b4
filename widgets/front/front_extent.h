// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

class QCPAxis;

namespace odimo::widgets {

/// Collects coordinates, and then makes the axes show all of them with a margin.
class FrontExtent {
public:
    FrontExtent(QCPAxis &x, QCPAxis &y) : m_x(x), m_y(y) {}

    void includeX(double x) { m_costs.include(x); }
    void includeY(double y) { m_accuracies.include(y); }
    void include(double x, double y)
    {
        includeX(x);
        includeY(y);
    }
    double lowestY() const { return m_accuracies.lower; }
    double heightY() const { return m_accuracies.upper - m_accuracies.lower; }
    /// Leaves an axis alone on which there is nothing.
    void apply() const;

private:
    struct Range {
        double lower = std::numeric_limits<double>::max();
        double upper = std::numeric_limits<double>::lowest();
        void include(double value);
        bool isEmpty() const { return lower > upper; }
    };

    QCPAxis &m_x, &m_y;
    Range m_costs, m_accuracies;
};

/// A logarithmic axis shows positive values only.
void setLogarithmic(QCPAxis &axis, bool isLogarithmic);
/// Ticks at powers of ten where the axis is logarithmic and shows more than a decade, else at even distances.
void chooseTicker(QCPAxis &axis);

} // namespace odimo::widgets
