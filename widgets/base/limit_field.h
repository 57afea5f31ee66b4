// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/front/pareto.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QDoubleSpinBox;
class QSlider;

namespace odimo::widgets {

/// A limit that is off or has a value, by a slider over the usual range or as an exact number.
class LimitField : public QWidget {
    Q_OBJECT

public:
    /// At which end of its range a limit rules out nothing; there it begins when it is switched on.
    enum class Open { AtHighEnd, AtLowEnd };

    LimitField(const QString &name, const QString &unit, Open open, QWidget *parent = nullptr);

    /// Of the slider, with a high end above 0; a number may lie outside. Keeps the value.
    void setRange(const mapping::Interval &range);
    /// Emits nothing.
    void setValue(std::optional<double> value);
    std::optional<double> value() const;

signals:
    /// By the user; while the slider moves, too.
    void changed();

private:
    void moveSlider();

    QCheckBox *m_isOn;
    QDoubleSpinBox *m_number;
    QSlider *m_slider;
    mapping::Interval m_range;
    Open m_open;
};

} // namespace odimo::widgets
