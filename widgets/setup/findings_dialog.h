// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QDialog>

namespace odimo::widgets {

class TableView;

/// What the import of a network found, as a table that can be copied.
class FindingsDialog : public QDialog {
    Q_OBJECT

public:
    FindingsDialog(const QString &network, const QList<NetworkFinding> &findings, QWidget *parent = nullptr);
    const TableView &table() const { return *m_table; }

private:
    TableView *m_table;
};

} // namespace odimo::widgets
