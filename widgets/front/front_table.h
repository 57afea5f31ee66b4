// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/run_set.h"
#include "widgets/front/front_table_model.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QMenu;

namespace odimo::widgets {

class TableView;

/// The front as a table: what the plot shows, for those who read or copy numbers.
class FrontTable : public QWidget {
    Q_OBJECT

public:
    explicit FrontTable(QWidget *parent = nullptr);

    void setFront(const FrontValues &front, CostAxis axis);
    TableView &table() { return *m_table; }

public slots:
    /// Emits nothing.
    void setSelectedRun(qint64 run);
    /// Rows of other runs are faint; empty: none is.
    void setBrushed(const odimo::widgets::RunSet &runs);

signals:
    void runChosen(qint64 run);
    void menuRequested(QMenu &menu, qint64 run);

private:
    FrontTableModel m_model;
    QSortFilterProxyModel m_sorted;
    TableView *m_table;
    std::int64_t m_selected = 0;
};

} // namespace odimo::widgets
