// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QWidget>

namespace odimo::widgets {

class RunsModel;
class TableView;

/// The sortable table of runs; one run is current.
class RunsView : public QWidget {
    Q_OBJECT

public:
    explicit RunsView(RunsModel &model, QWidget *parent = nullptr);
    TableView &table() { return *m_table; }

public slots:
    /// 0 or an unknown run clears the selection. Emits nothing.
    void setCurrentRun(qint64 run);

signals:
    void runChosen(qint64 run);

private:
    RunsModel &m_model;
    QSortFilterProxyModel m_sorted;
    TableView *m_table;
};

} // namespace odimo::widgets
