// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDoubleSpinBox;

namespace odimo::widgets {

/// A new strength for a running search.
class StrengthField : public QWidget {
    Q_OBJECT

public:
    explicit StrengthField(QWidget *parent = nullptr);
    /// Does not disturb what is being written as long as neither changes.
    void showStrength(qint64 run, double strength);

signals:
    void chosen(qint64 run, double strength);

private:
    QDoubleSpinBox *m_strength;
    qint64 m_run = 0;
    double m_shown = -1;
};

} // namespace odimo::widgets
