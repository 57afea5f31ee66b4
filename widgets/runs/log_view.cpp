// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/log_view.h"

#include "widgets/base/table_view.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace odimo::widgets {

LogView::LogView(LogModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_table(new TableView(this)), m_levels(new QComboBox(this))
{
    m_filtered.setSourceModel(&model);
    m_filtered.setFilterRole(LogModel::LevelRole);
    m_filtered.setFilterKeyColumn(LogModel::Level);
    m_table->setModel(&m_filtered);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAccessibleName(tr("Log"));
    m_table->horizontalHeader()->setStretchLastSection(true);
    const QFontMetrics metrics = fontMetrics();
    m_table->setColumnWidth(LogModel::Time, metrics.horizontalAdvance(QStringLiteral("00:00:00")) * 3 / 2);
    m_table->setColumnWidth(LogModel::Level, metrics.horizontalAdvance(tr("Information")) * 2);
    m_table->setColumnWidth(LogModel::Run, metrics.horizontalAdvance(QStringLiteral("0000000")));

    m_levels->addItem(tr("Everything"), QStringLiteral("[0-2]"));
    m_levels->addItem(tr("Warnings and errors"), QStringLiteral("[1-2]"));
    m_levels->addItem(tr("Errors only"), QStringLiteral("2"));
    m_levels->setAccessibleName(tr("Levels shown in the log"));
    auto *label = new QLabel(tr("&Show:"), this);
    label->setBuddy(m_levels);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics.averageCharWidth(), 2, metrics.averageCharWidth(), 2);
    bar->addWidget(label);
    bar->addWidget(m_levels);
    bar->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table);
    setFocusProxy(m_table);

    connect(m_levels, &QComboBox::currentIndexChanged, this,
            [this] { m_filtered.setFilterRegularExpression(m_levels->currentData().toString()); });
    followEnd();
}

std::vector<LogEntry> LogView::shown() const
{
    std::vector<LogEntry> entries;
    for (int row = 0; row < m_filtered.rowCount(); ++row) {
        const int place = m_filtered.mapToSource(m_filtered.index(row, 0)).row();
        entries.push_back(m_model.entries()[static_cast<std::size_t>(place)]);
    }
    return entries;
}

void LogView::followEnd()
{
    connect(&m_filtered, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_table->verticalScrollBar();
        m_atEnd = bar->value() == bar->maximum();
    });
    connect(&m_filtered, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_atEnd)
            m_table->scrollToBottom();
    });
    connect(&m_filtered, &QAbstractItemModel::modelReset, m_table, &TableView::scrollToBottom);
}

} // namespace odimo::widgets
