// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/figures/save_limits.h"

#include <QDoubleSpinBox>

namespace odimo::explorer {

enum class LengthUnit { Millimetres, Pixels };

/// A length that people read and write in millimetres or in pixels.
class LengthField : public QDoubleSpinBox {
    Q_OBJECT

public:
    LengthField(const SaveLimits &limits_mm, double length_mm, const QString &name);
    double length_mm() const;
    void setLength_mm(double length_mm);
    /// The length stays as it is.
    void setUnit(LengthUnit unit, double pixelsPerInch);
    /// Pixels stay as many, millimetres as long.
    void setPixelsPerInch(double pixelsPerInch);

protected:
    QString textFromValue(double value) const override;

private:
    double unitsPerMillimetre() const;
    void setLimits();

    SaveLimits m_limits_mm;
    LengthUnit m_unit = LengthUnit::Millimetres;
    double m_pixelsPerInch = 96;
};

} // namespace odimo::explorer
