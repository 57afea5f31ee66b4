// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QHBoxLayout;

namespace odimo::widgets {

/// A part of an exploration.
struct Phase {
    QString title;
    double fraction = 0;    ///< 0: to come, 1: done.
    double remaining_s = 0; ///< 0: unknown.
    bool isRunning = false;
    bool operator==(const Phase &) const = default;
};

/// The phases of an exploration side by side: what is done, running and to come, and how long it may take.
class PhaseStrip : public QWidget {
    Q_OBJECT

public:
    explicit PhaseStrip(QWidget *parent = nullptr);
    /// Hidden if there are none.
    void setPhases(const QList<Phase> &phases);
    const QList<Phase> &phases() const { return m_phases; }
    /// "Fine-tuning 40 %, 20 to 35 s left".
    static QString textOf(const Phase &phase);

private:
    QHBoxLayout *m_layout;
    QList<Phase> m_phases;
};

} // namespace odimo::widgets
