// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QWidget>

class QLabel;
class QStandardItemModel;

namespace odimo::widgets {

class EmptyState;
class TableView;

/// What the import of a network found, as a table that can be copied.
class FindingsView : public QWidget {
    Q_OBJECT

public:
    explicit FindingsView(QWidget *parent = nullptr);

    /// `network` is the name that stands above them.
    void setFindings(const QString &network, const QList<NetworkFinding> &findings);
    /// In place of the table: why there are none.
    void showNothing(const QString &title, const QString &text);
    /// The network and how many findings of each kind; empty without findings.
    QString heading() const;
    const TableView &table() const { return *m_table; }
    const EmptyState &emptyState() const { return *m_emptyState; }

private:
    void fill(const QList<NetworkFinding> &findings);
    void fitColumns();

    QStandardItemModel *m_model;
    TableView *m_table;
    QLabel *m_heading;
    EmptyState *m_emptyState;
};

} // namespace odimo::widgets
