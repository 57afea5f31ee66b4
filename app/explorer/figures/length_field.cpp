// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/length_field.h"

#include "widgets/base/figure.h"

#include <cmath>

namespace odimo::explorer {

LengthField::LengthField(const SaveLimits &limits_mm, double length_mm, const QString &name) : m_limits_mm(limits_mm)
{
    setAccessibleName(name);
    setLimits();
    setValue(length_mm);
}

double LengthField::unitsPerMillimetre() const
{
    return m_unit == LengthUnit::Millimetres ? 1 : m_pixelsPerInch / widgets::millimetresPerInch;
}

double LengthField::length_mm() const { return value() / unitsPerMillimetre(); }

void LengthField::setLength_mm(double length_mm) { setValue(length_mm * unitsPerMillimetre()); }

void LengthField::setUnit(LengthUnit unit, double pixelsPerInch)
{
    const double length = length_mm();
    m_unit = unit;
    m_pixelsPerInch = pixelsPerInch;
    setLimits();
    setLength_mm(length);
}

void LengthField::setPixelsPerInch(double pixelsPerInch)
{
    m_pixelsPerInch = pixelsPerInch;
    setLimits();
}

void LengthField::setLimits()
{
    const bool isMetric = m_unit == LengthUnit::Millimetres;
    setDecimals(isMetric ? 3 : 0); // Enough for whole pixels.
    setSuffix(isMetric ? tr(" mm") : tr(" px"));
    setSingleStep(isMetric ? 1 : 10);
    setRange(std::ceil(m_limits_mm.least * unitsPerMillimetre()), std::floor(m_limits_mm.most * unitsPerMillimetre()));
}

/// "88", not "88.000".
QString LengthField::textFromValue(double value) const
{
    return locale().toString(std::round(value * 10) / 10, 'g', QLocale::FloatingPointShortest);
}

} // namespace odimo::explorer
