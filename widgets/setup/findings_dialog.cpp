// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/findings_dialog.h"

#include "widgets/base/airy_rows.h"
#include "widgets/base/table_view.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QScreen>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace odimo::widgets {

namespace {

/// The heights of more rows take too long to measure; then each is a line, and the tool tips have the whole texts.
constexpr int mostFittedRows = 1000;

} // namespace

FindingsDialog::FindingsDialog(const QString &network, const QList<NetworkFinding> &findings, QWidget *parent)
    : QDialog(parent), m_table(new TableView)
{
    setWindowTitle(tr("What the import of %1 found").arg(QFileInfo(network).fileName()));
    auto *model = new QStandardItemModel(0, 5, this);
    model->setHorizontalHeaderLabels({tr("Finding"), tr("Node"), tr("Operator"), tr("Why"), tr("What to do")});
    for (const NetworkFinding &finding : findings) {
        QList<QStandardItem *> row;
        const QString node = finding.node.isEmpty() ? tr("whole file") : finding.node;
        for (const QString &text : {finding.verdict, node, finding.op, finding.text, finding.remedy}) {
            row << new QStandardItem(text);
            row.last()->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            row.last()->setToolTip(text);
        }
        model->appendRow(row);
    }
    m_table->setModel(model);
    m_table->setItemDelegate(new AiryRows(m_table));
    m_table->setWordWrap(true);
    m_table->setAccessibleName(tr("Findings"));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 36);
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setMaximumSectionSize(-1);
    for (const int sentences : {3, 4}) // They share what the names leave.
        m_table->horizontalHeader()->setSectionResizeMode(sentences, QHeaderView::Stretch);
    if (findings.size() <= mostFittedRows)
        m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    const auto *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, m_table, &TableView::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    const QSize wanted(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 24);
    resize(wanted.boundedTo(screen()->availableSize() * 0.9));
}

} // namespace odimo::widgets
