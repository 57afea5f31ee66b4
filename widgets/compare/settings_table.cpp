// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/settings_table.h"

#include "widgets/base/capped_column.h"
#include "widgets/base/table_view.h"

#include <QHeaderView>

namespace odimo::widgets {

SettingsTable::SettingsTable(QWidget *parent) : SettingsTable(new TableView, parent) {}

SettingsTable::SettingsTable(TableView *table, QWidget *parent)
    : EmptyState(*table, QStringLiteral("compare"), parent), m_table(table)
{
    table->setModel(&m_model);
    QHeaderView &header = *table->horizontalHeader();
    header.setSectionResizeMode(QHeaderView::Stretch);
    new CappedColumn(*table, CompareSettingsModel::Name, 0.45);
}

void SettingsTable::setSettings(const std::vector<CompareSetting> &settings, bool onlyDifferent)
{
    m_model.setSettings(settings, onlyDifferent);
    if (m_model.rowCount() > 0)
        showContent();
    else
        showText(tr("All settings are the same"), {});
}

} // namespace odimo::widgets
