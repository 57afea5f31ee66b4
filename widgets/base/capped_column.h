// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QTableView;

namespace odimo::widgets {

/// Keeps a column of a table as wide as what is in it, but never wider than a share of the table, so that long names
/// leave room for the others. Lives as long as the table, whose model must be set.
class CappedColumn : public QObject {
    Q_OBJECT

public:
    /// `mostShare`: above 0, up to 1.
    CappedColumn(QTableView &table, int column, double mostShare);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    QTableView &m_table;
    int m_column;
    double m_mostShare;
};

} // namespace odimo::widgets
