// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_view.h"

#include "widgets/base/table_view.h"

#include <QEvent>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <vector>

namespace odimo::widgets {

RunsView::RunsView(RunsModel &model, QWidget *parent) : QWidget(parent), m_model(model), m_table(new TableView(this))
{
    m_sorted.setSourceModel(&model);
    m_sorted.setSortRole(RunsModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunsModel::Number, Qt::AscendingOrder);
    m_table->setSearchColumn(RunsModel::Name);
    m_table->viewport()->installEventFilter(this);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setAccessibleDescription(tr("Every run of the project with its accuracy and cost"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    setFocusProxy(m_table);
    connect(&model, &RunsModel::renamed, this, &RunsView::renamed);
    connect(m_table, &TableView::menuRequested, this, [this](QMenu &menu, const QModelIndex &at) {
        if (at.isValid())
            emit menuRequested(menu);
    });
    const auto fitAll = [this] {
        for (int column = 0; column < RunsModel::ColumnCount; ++column) {
            m_table->showColumn(column); // A hidden one has no hint.
            m_wanted[static_cast<std::size_t>(column)] = m_table->horizontalHeader()->sectionSizeHint(column);
        }
        fit(0, m_model.rowCount() - 1);
    };
    connect(&model, &RunsModel::modelReset, this, fitAll);
    connect(&model, &RunsModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { fit(first, last); });
    connect(&model, &RunsModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to) { fit(from.row(), to.row()); });
    fitAll();

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (!current.isValid())
                    return;
                m_current = current.data(RunsModel::RunRole).toLongLong();
                emit runChosen(m_current);
            });
    // Without a current row the table would take the first one as soon as it gets the focus.
    connect(&m_sorted, &QAbstractItemModel::modelReset, this, [this] { setCurrentRun(m_current); });
}

/// Columns only become wider while runs are trained: a table that moves under the eyes cannot be read.
void RunsView::fit(int first, int last)
{
    const QFontMetrics plain = m_table->fontMetrics();
    QFont bold = m_table->font(); // Of the names of runs on the front.
    bold.setBold(true);
    const QFontMetrics boldMetrics(bold);
    const int space = 2 * plain.averageCharWidth();
    const int iconWidth = style()->pixelMetric(QStyle::PM_SmallIconSize) + plain.averageCharWidth();
    for (int column = 0; column < RunsModel::ColumnCount; ++column) {
        const QFontMetrics &metrics = column == RunsModel::Name ? boldMetrics : plain;
        int &wanted = m_wanted[static_cast<std::size_t>(column)];
        for (int row = first; row <= last; ++row) {
            const QString text = m_model.index(row, column).data().toString();
            const bool hasIcon = !m_model.index(row, column).data(Qt::DecorationRole).isNull();
            const int icon = hasIcon ? iconWidth : 0;
            wanted = std::max(wanted, metrics.horizontalAdvance(text) + icon + space);
        }
    }
    spread();
}

/// In a wide table all columns share what is left, so that no part of it lies bare; in a narrow one the strengths go
/// first, which the names of searches tell too.
void RunsView::spread()
{
    const bool hasStrengths =
        std::ranges::any_of(m_model.rows(), [](const RunRow &row) { return row.strength.has_value(); });
    int rest = m_table->viewport()->width() - std::accumulate(m_wanted.begin(), m_wanted.end(), 0);
    const bool hidesStrengths = !hasStrengths || rest < 0;
    m_table->setColumnHidden(RunsModel::Strength, hidesStrengths);
    std::vector<int> shown;
    for (int column = 0; column < RunsModel::ColumnCount; ++column)
        if (!m_table->isColumnHidden(column))
            shown.push_back(column);
    rest += hidesStrengths ? m_wanted[RunsModel::Strength] : 0;
    for (int left = static_cast<int>(shown.size()); const int column : shown) {
        const int share = std::max(0, rest) / left--;
        rest -= share;
        m_table->setColumnWidth(column, m_wanted[static_cast<std::size_t>(column)] + share);
    }
}

bool RunsView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        spread();
    return QWidget::eventFilter(watched, event);
}

void RunsView::editName(qint64 run)
{
    const QModelIndex index = m_sorted.mapFromSource(m_model.index(m_model.rowOf(run), RunsModel::Name));
    if (!index.isValid())
        return;
    m_table->setFocus();
    m_table->setCurrentIndex(index);
    m_table->edit(index);
}
void RunsView::setBrushed(const RunSet &runs) { m_model.setBrushed(runs); }

void RunsView::setCurrentRun(qint64 run)
{
    m_current = run;
    const QSignalBlocker quiet(this);
    m_table->setCurrentRow(m_sorted.mapFromSource(m_model.index(m_model.rowOf(run), 0)));
}

} // namespace odimo::widgets
