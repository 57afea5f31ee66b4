// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/deliver/receipt_values.h"

#include <QWidget>

class QGridLayout;

namespace odimo::widgets {

/// The receipt of exported code, target by target: green or red, with the word and an icon.
class ReceiptView : public QWidget {
    Q_OBJECT

public:
    explicit ReceiptView(QWidget *parent = nullptr);
    void setReceipt(const ReceiptValues &receipt);
    const ReceiptValues &receipt() const { return m_receipt; }
    /// As lines of text, to be copied.
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void addRow(const ReceiptRow &row, int at);

    ReceiptValues m_receipt;
    QGridLayout *m_grid;
};

} // namespace odimo::widgets
