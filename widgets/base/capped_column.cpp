// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/capped_column.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace odimo::widgets {

CappedColumn::CappedColumn(QTableView &table, int column, double mostShare)
    : QObject(&table), m_table(table), m_column(column), m_mostShare(mostShare)
{
    table.horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
    table.viewport()->installEventFilter(this);
    connect(table.model(), &QAbstractItemModel::modelReset, this, &CappedColumn::fit);
    connect(table.model(), &QAbstractItemModel::layoutChanged, this, &CappedColumn::fit);
    fit();
}

void CappedColumn::fit()
{
    const QAbstractItemView &view = m_table;
    const int wanted =
        std::max(view.sizeHintForColumn(m_column), m_table.horizontalHeader()->sectionSizeHint(m_column));
    const int most = static_cast<int>(m_mostShare * m_table.viewport()->width());
    m_table.setColumnWidth(m_column, std::min(wanted + 1, most)); // And the line of the grid.
}

bool CappedColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

} // namespace odimo::widgets
