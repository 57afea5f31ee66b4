// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/runs/log_model.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QComboBox;

namespace odimo::widgets {

class TableView;

/// The log with a choice of levels; it follows new lines while its end is in sight.
class LogView : public QWidget {
    Q_OBJECT

public:
    explicit LogView(LogModel &model, QWidget *parent = nullptr);
    TableView &table() { return *m_table; }
    QComboBox &levels() { return *m_levels; }
    /// Those of the levels that are shown.
    std::vector<LogEntry> shown() const;

private:
    void followEnd();

    const LogModel &m_model;
    QSortFilterProxyModel m_filtered;
    TableView *m_table;
    QComboBox *m_levels;
    bool m_atEnd = true;
};

} // namespace odimo::widgets
