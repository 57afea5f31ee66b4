// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QWidget>

class QAction;
class QPushButton;

namespace odimo::widgets {

class MachineFields;
class MappingFields;
class NetworkFields;
class NoteLabel;
class SetupForm;
class TrainingFields;

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
    /// Below the network a link leads to what its import found.
    void setHasNetworkFindings(bool has);
    /// What the chosen preset comes to.
    void setPlan(const PlanValues &plan);
    /// Above the start button; an empty text goes away.
    void setCost(const CostNote &cost);
    QString cost() const;
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
    /// Return was pressed in a field: the user waits for what is found about it.
    void applied();
    void questionAnswered();
    void measureRequested();
    /// What the import of the network found is to be seen.
    void networkFindingsRequested();
    void browseNetworkRequested();
    void browseDataFolderRequested();
    void browseDataFileRequested();
    void browseProjectRequested();

private:
    void report();

    SetupForm *m_form;
    NetworkFields *m_network;
    MappingFields *m_mappings;
    TrainingFields *m_training;
    MachineFields *m_machine;
    NoteLabel *m_question;
    QPushButton *m_answer;
    NoteLabel *m_cost;
    QPushButton *m_measure;
};

} // namespace odimo::widgets
