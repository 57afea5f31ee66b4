// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/steering_values.h"

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace odimo::widgets {

class LimitField;
class NoteLabel;
class PinList;

/// What every mapping must keep to: limits of latency, energy and accuracy, and pins. What that leaves, or why it
/// cannot be kept, is handed back and stands below.
class SteeringPanel : public QWidget {
    Q_OBJECT

public:
    explicit SteeringPanel(QWidget *parent = nullptr);

    SteeringFields fields() const;
    /// Emits nothing.
    void setFields(const SteeringFields &fields);
    /// Keeps the fields.
    void setChoices(const SteeringChoices &choices);

    /// What is left of the predicted front, or why there is none.
    void showOutcome(const QString &text);
    /// Why no mapping can be predicted that keeps to this.
    void showRefusal(const QString &text);
    /// Why no exploration can be started that keeps to this; empty if one can. Stands back behind a refusal.
    void setFinding(const QString &text);
    /// The text below the fields.
    QString outcome() const;

    /// Puts the start button below the fields.
    void setStartAction(QAction &start);

signals:
    /// By the user; while a slider moves, too.
    void changed();

private:
    void buildFields(QVBoxLayout &layout);
    void showFinding();

    LimitField *m_latency;
    LimitField *m_energy;
    LimitField *m_accuracy;
    PinList *m_pins;
    NoteLabel *m_outcome;
    NoteLabel *m_finding;
};

} // namespace odimo::widgets
