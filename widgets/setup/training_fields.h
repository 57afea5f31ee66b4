// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QList>
#include <QObject>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace odimo::widgets {

class SetupForm;

/// How it is trained: a preset, and all its parameters, which are read until the preset is "custom" and then written.
class TrainingFields : public QObject {
    Q_OBJECT

public:
    TrainingFields(SetupForm &form, const SetupChoices &choices, QObject *parent);

    void read(SetupFields &fields) const;
    void write(const SetupFields &fields);
    /// What the preset comes to; a custom one begins with it.
    void setPlan(const PlanValues &plan);
    void update();

private:
    bool isCustom() const;
    void takePreset();
    void showPlan();
    void showParameters(bool shown);

    SetupForm &m_form;
    QString m_base; ///< The preset that a custom one changes.
    bool m_wasCustom = false;
    bool m_showsParameters = false;
    PlanValues m_plan;
    QComboBox *m_preset;
    QSpinBox *m_budget;
    QSpinBox *m_seed;
    QToolButton *m_disclosure;
    QLineEdit *m_epochs;
    QLineEdit *m_images;
    QComboBox *m_baselines;
    QComboBox *m_costRule;
    QComboBox *m_quantiser;
    QLineEdit *m_threads;
    QList<int> m_rows; ///< Of the parameters.
};

} // namespace odimo::widgets
