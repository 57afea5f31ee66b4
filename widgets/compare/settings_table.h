// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/empty_state.h"
#include "widgets/compare/compare_models.h"

namespace odimo::widgets {

class TableView;

/// Settings with their values on both sides, or that all are the same.
class SettingsTable : public EmptyState {
    Q_OBJECT

public:
    explicit SettingsTable(QWidget *parent = nullptr);

    void setSettings(const std::vector<CompareSetting> &settings, bool onlyDifferent);
    TableView &table() { return *m_table; }

private:
    SettingsTable(TableView *table, QWidget *parent);

    TableView *m_table;
    CompareSettingsModel m_model;
};

} // namespace odimo::widgets
