// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/merged_model.h"
#include "widgets/compare/pairs_model.h"
#include "widgets/compare/settings_table.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QSortFilterProxyModel;

namespace odimo::widgets {

class MergedFrontPlot;
class ObjectiveChooser;

/// Projects side by side: the front of all together, hypervolumes, whose mappings which beats, and settings
/// that differ. What cannot be compared is said, and what can is shown all the same.
class ProjectsView : public QWidget {
    Q_OBJECT

public:
    explicit ProjectsView(QWidget *parent = nullptr);

    /// Adds a button above what is shown.
    void offer(QAction &action);
    /// The same that opens the menu of recent projects.
    void offerRecent(QMenu &menu);
    void showProjects(const ProjectsValues &values);
    void showText(const QString &title, const QString &text);
    /// The runs that are compared one with the other.
    void setMarked(const std::vector<CompareRun> &runs);

    MergedFrontPlot &plot() { return *m_plot; }
    TableView &points() { return *m_table; }
    TableView &settings() { return m_settings->table(); }
    /// Of every two projects; hidden for two, of which the sentence says it.
    TableView &pairs() { return *m_pairsTable; }
    EmptyState &emptyState() { return *m_state; }
    QString sentence() const;
    QString refusal() const; ///< Empty if everything can be compared.

signals:
    /// The user has chosen a mapping; of the other side, the one that was chosen before stays.
    void runChosen(const odimo::widgets::CompareRun &run);
    /// The two marked runs are to be shown layer by layer.
    void runsWanted();
    void described(const QString &text);

private:
    void buildBar();
    void buildTables();
    void showFront();
    QString namesText() const;

    ProjectsValues m_values;
    MergedModel m_model;
    PairsModel m_pairs;
    QSortFilterProxyModel *m_sorted;
    std::vector<CompareRun> m_marked;
    QWidget *m_buttons;
    QHBoxLayout *m_offers; ///< Of the projects, among them.
    ObjectiveChooser *m_quantity;
    QPushButton *m_details; ///< Goes to the marked runs.
    QLabel *m_sentence;
    MergedFrontPlot *m_plot;
    EmptyState *m_plotState; ///< Says why there is no common front.
    TableView *m_table;
    TableView *m_pairsTable;
    SettingsTable *m_settings;
    EmptyState *m_state;
    bool m_isShowing = false; ///< The table follows; nobody has chosen.
};

} // namespace odimo::widgets
