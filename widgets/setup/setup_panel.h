// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QMap>
#include <QWidget>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace odimo::widgets {

class NoteLabel;

/// The form that says what to explore. It only reports what was written; whoever checks it hands the findings back,
/// which appear below their fields.
class SetupPanel : public QWidget {
    Q_OBJECT

public:
    explicit SetupPanel(const SetupChoices &choices, QWidget *parent = nullptr);

    SetupFields fields() const;
    void setFields(const SetupFields &fields);
    /// Fills in one field; a project that nobody has named stays the suggested one, and so follows what is explored.
    void setField(QString SetupFields::*field, const QString &text);
    /// What a search of the engine that trains can start from; keeps the choice if it is still there.
    void setStarts(const std::vector<StartChoice> &starts);
    /// Used while the user has written no path.
    void setSuggestedProject(const QString &path);
    void setFindings(const QList<Finding> &findings);
    /// Below the network a link shows them as a table.
    void setNetworkFindings(const QList<NetworkFinding> &findings);
    /// The text below a field; empty if there is none.
    QString findingText(SetupField field) const;
    /// Puts the start button below the form; its disabled state shows the action's tool tip as the reason.
    void setStartAction(QAction &start);
    /// Asks something above the start button, with one answer; an empty question goes away.
    void setQuestion(const QString &question, const QString &answer);
    QString question() const;
    /// While an exploration runs nothing can be changed.
    void setRunning(bool running);

signals:
    void changed();
    void questionAnswered();
    void browseNetworkRequested();
    void browseDataFolderRequested();
    void browseDataFileRequested();
    void browseProjectRequested();

private:
    void buildWhat(QFormLayout &form);
    void buildHow(QFormLayout &form);
    /// Returns the number of the row.
    int addRow(QFormLayout &form, const QString &label, QWidget *field, QWidget *beside = nullptr);
    NoteLabel *findingLabel(SetupField field);
    void connectFields();
    void updateDependentFields();
    bool hasStrengths() const;
    void showNetworkFindings();

    QComboBox *m_network;
    QComboBox *m_data;
    QComboBox *m_platform;
    QComboBox *m_layout;
    QComboBox *m_objective;
    QComboBox *m_engine;
    std::vector<EngineChoice> m_engines;
    QLineEdit *m_strengths;
    QLineEdit *m_targets;
    QComboBox *m_start;
    std::vector<StartChoice> m_starts;
    QSpinBox *m_points;
    QComboBox *m_preset;
    QSpinBox *m_budget;
    QSpinBox *m_seed;
    QComboBox *m_device;
    QComboBox *m_precision;
    QLineEdit *m_project;
    QWidget *m_form;
    NoteLabel *m_question;
    QPushButton *m_answer;
    int m_strengthsRow = 0;
    int m_startRow = 0;
    QLabel *m_networkLink;
    QList<NetworkFinding> m_networkFindings;
    QMap<SetupField, NoteLabel *> m_findingLabels;
    QMap<SetupField, QWidget *> m_findingFields; ///< The fields that findings are about.
};

} // namespace odimo::widgets
