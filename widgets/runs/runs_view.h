// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/run_set.h"
#include "widgets/runs/runs_model.h"

#include <QSortFilterProxyModel>
#include <QWidget>

#include <array>

class QMenu;

namespace odimo::widgets {

class TableView;

/// The sortable table of runs; one run is current.
class RunsView : public QWidget {
    Q_OBJECT

public:
    explicit RunsView(RunsModel &model, QWidget *parent = nullptr);
    TableView &table() { return *m_table; }
    /// Lets the user write another name; nothing happens for an unknown run.
    void editName(qint64 run);

public slots:
    /// 0 or an unknown run clears the selection. Emits nothing.
    void setCurrentRun(qint64 run);
    /// Rows of other runs are faint; empty: none is.
    void setBrushed(const odimo::widgets::RunSet &runs);

signals:
    void runChosen(qint64 run);
    void renamed(qint64 run, const QString &name);
    /// The menu of the current run opens.
    void menuRequested(QMenu &menu);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit(int first, int last);
    void spread();

    RunsModel &m_model;
    QSortFilterProxyModel m_sorted;
    TableView *m_table;
    std::array<int, RunsModel::ColumnCount> m_wanted{}; ///< Widths that the columns need.
    qint64 m_current = 0;                               ///< Run.
};

} // namespace odimo::widgets
