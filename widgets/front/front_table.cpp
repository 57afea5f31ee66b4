// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_table.h"

#include "widgets/base/table_view.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace odimo::widgets {

FrontTable::FrontTable(QWidget *parent) : QWidget(parent), m_table(new TableView)
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(FrontTableModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_sorted.sort(-1); // As the front is ordered, until the user sorts it.
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSearchColumn(FrontTableModel::Name);
    m_table->setAccessibleName(tr("Front as a table"));
    m_table->setAccessibleDescription(tr("The points of the front, then the dominated ones, then those not measured"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                const qint64 run = current.data(FrontTableModel::RunRole).toLongLong();
                if (run != 0)
                    emit runChosen(run);
            });
    connect(m_table, &TableView::menuRequested, this, [this](QMenu &menu, const QModelIndex &at) {
        emit menuRequested(menu, at.data(FrontTableModel::RunRole).toLongLong());
    });
}

void FrontTable::setFront(const FrontValues &front, CostAxis axis)
{
    {
        const QSignalBlocker quiet(this);
        m_model.setFront(front, axis);
    }
    m_table->resizeColumnsToContents();
    const int space = 2 * m_table->fontMetrics().averageCharWidth();
    for (int column = 0; column < FrontTableModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, m_table->columnWidth(column) + space);
    setSelectedRun(m_selected);
}

void FrontTable::setSelectedRun(qint64 run)
{
    m_selected = run;
    const QSignalBlocker quiet(this);
    m_table->setCurrentRow(m_sorted.mapFromSource(m_model.index(m_model.rowOf(run), 0)));
}

void FrontTable::setBrushed(const RunSet &runs) { m_model.setBrushed(runs); }

} // namespace odimo::widgets
