// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QWidget>

class QComboBox;

namespace odimo::widgets {

class LogModel;
class TableView;

/// The log with a choice of levels; it follows new lines while its end is in sight.
class LogView : public QWidget {
    Q_OBJECT

public:
    explicit LogView(LogModel &model, QWidget *parent = nullptr);
    TableView &table() { return *m_table; }
    QComboBox &levels() { return *m_levels; }

private:
    void followEnd();

    QSortFilterProxyModel m_filtered;
    TableView *m_table;
    QComboBox *m_levels;
    bool m_atEnd = true;
};

} // namespace odimo::widgets
