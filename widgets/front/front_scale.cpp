// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_scale.h"

#include <QCoreApplication>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::FrontScale)
};

} // namespace

FrontScale::FrontScale(const FrontAxes &axes, const FrontReference &reference)
    : m_axes(axes), m_referenceName(reference.name)
{
    const double cost = costOn(axes.cost, reference);
    m_isCostRelative = axes.isRelative && cost > 0;
    m_isAccuracyRelative = axes.isRelative && reference.accuracy;
    if (m_isCostRelative)
        m_perCost = 100 / cost;
    if (m_isAccuracyRelative)
        m_accuracy = *reference.accuracy;
}

double FrontScale::x(const FrontMarker &point, const TailPoint &tail) const
{
    switch (m_axes.cost) {
    case CostAxis::Kilocycles:
    case CostAxis::Milliseconds:
        return x(point) * tail.latencyFactor;
    case CostAxis::Microjoules:
        return x(point) * tail.energyFactor;
    case CostAxis::Kilobytes:
        return x(point);
    }
    return x(point);
}

QString FrontScale::costTitle() const
{
    return m_isCostRelative ? Text::tr("%1 (% of %2)").arg(axisQuantity(m_axes.cost), m_referenceName)
                            : axisTitle(m_axes.cost);
}

QString FrontScale::accuracyTitle() const
{
    return m_isAccuracyRelative ? Text::tr("Test accuracy above %1 (percentage points)").arg(m_referenceName)
                                : Text::tr("Test accuracy (%)");
}

} // namespace odimo::widgets
