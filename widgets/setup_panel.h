// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup_fields.h"

#include <QMap>
#include <QWidget>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace odimo::widgets {

/// The form that says what to explore. It only reports what was written; whoever checks it hands the findings back,
/// which appear below their fields.
class SetupPanel : public QWidget {
    Q_OBJECT

public:
    explicit SetupPanel(const SetupChoices &choices, QWidget *parent = nullptr);

    SetupFields fields() const;
    void setFields(const SetupFields &fields);
    /// Used while the user has written no path.
    void setSuggestedProject(const QString &path);
    void setFindings(const QList<Finding> &findings);
    /// The text below a field; empty if there is none.
    QString findingText(SetupField field) const;
    /// Puts the start button below the form; its disabled state shows the action's tool tip as the reason.
    void setStartAction(QAction &start);
    /// While an exploration runs nothing can be changed.
    void setRunning(bool running);

signals:
    void changed();
    void browseNetworkRequested();
    void browseDataFolderRequested();
    void browseDataFileRequested();
    void browseProjectRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildWhat(QFormLayout &form);
    void buildHow(QFormLayout &form);
    void addRow(QFormLayout &form, const QString &label, QWidget *field, QWidget *beside = nullptr);
    QLabel *findingLabel(SetupField field);
    void connectFields();
    void updateDependentFields();
    void recolorFindings();

    QComboBox *m_network;
    QComboBox *m_data;
    QComboBox *m_platform;
    QComboBox *m_objective;
    QLineEdit *m_strengths;
    QSpinBox *m_points;
    QComboBox *m_preset;
    QSpinBox *m_budget;
    QSpinBox *m_seed;
    QComboBox *m_device;
    QLineEdit *m_project;
    QWidget *m_form;
    QLabel *m_reason;
    QMap<SetupField, QLabel *> m_findingLabels;
    QMap<SetupField, QWidget *> m_findingFields; ///< The fields that findings are about.
    QList<Finding> m_findings;
};

} // namespace odimo::widgets
