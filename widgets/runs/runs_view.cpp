// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_view.h"

#include "widgets/base/table_view.h"
#include "widgets/runs/runs_model.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace odimo::widgets {

namespace {

/// Columns wide enough for the longest text they ever show, measured in the font of the moment.
void setColumnWidths(TableView &table)
{
    const QFontMetrics metrics = table.fontMetrics();
    QFont bold = table.font(); // Of the names of runs on the front.
    bold.setBold(true);
    const QFontMetrics boldMetrics(bold);
    const auto widen = [&](int column, const QString &sample) {
        const int header = table.horizontalHeader()->sectionSizeHint(column);
        const int text = (column == RunsModel::Name ? boldMetrics : metrics).horizontalAdvance(sample);
        table.setColumnWidth(column, std::max(header, text + 2 * metrics.averageCharWidth()));
    };
    widen(RunsModel::Number, QStringLiteral("000"));
    widen(RunsModel::Name, QStringLiteral("first-and-last-digital"));
    widen(RunsModel::State, QStringLiteral("      Fine-tuning 16/16"));
    widen(RunsModel::Accuracy, QStringLiteral("100.00 %"));
    widen(RunsModel::Latency, QStringLiteral("27.94 kcycles"));
    widen(RunsModel::Energy, QStringLiteral("1,088 µJ"));
    widen(RunsModel::Strength, QStringLiteral("0.0001"));
}

} // namespace

RunsView::RunsView(RunsModel &model, QWidget *parent) : QWidget(parent), m_model(model), m_table(new TableView(this))
{
    m_sorted.setSourceModel(&model);
    m_sorted.setSortRole(RunsModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunsModel::Number, Qt::AscendingOrder);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setAccessibleDescription(tr("Every run of the project with its accuracy and cost"));
    setColumnWidths(*m_table);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    setFocusProxy(m_table);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    emit runChosen(current.data(RunsModel::RunRole).toLongLong());
            });
}

void RunsView::setCurrentRun(qint64 run)
{
    const QModelIndex index = m_sorted.mapFromSource(m_model.index(m_model.rowOf(run), 0));
    if (index.isValid() && index.row() == m_table->currentIndex().row())
        return;
    const QSignalBlocker quiet(this);
    if (index.isValid())
        m_table->setCurrentIndex(index);
    else
        m_table->selectionModel()->clear();
}

} // namespace odimo::widgets
