// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/findings_view.h"

#include "widgets/base/airy_rows.h"
#include "widgets/base/elided_label.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/icons.h"
#include "widgets/base/table_view.h"
#include "widgets/base/view_bar.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace odimo::widgets {

namespace {

/// The heights of more rows take too long to measure; then each is a line, and the tool tips have the whole texts.
constexpr int mostFittedRows = 1000;

/// "refused (2), supported (14)", in the order of the table.
QString countsOf(const QList<NetworkFinding> &findings)
{
    QStringList verdicts;
    for (const NetworkFinding &finding : findings)
        verdicts << finding.verdict;
    QStringList kinds = verdicts;
    kinds.removeDuplicates();
    for (QString &kind : kinds)
        kind = FindingsView::tr("%1 (%2)").arg(kind).arg(verdicts.count(kind));
    return kinds.join(QLatin1String(", "));
}

} // namespace

FindingsView::FindingsView(QWidget *parent)
    : QWidget(parent), m_model(new QStandardItemModel(0, 5, this)), m_table(new TableView), m_heading(new ElidedLabel)
{
    m_model->setHorizontalHeaderLabels({tr("Finding"), tr("Node"), tr("Operator"), tr("Why"), tr("What to do")});
    m_table->setModel(m_model);
    m_table->setItemDelegate(new AiryRows(m_table));
    m_table->setWordWrap(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAccessibleName(tr("Findings"));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const int sentences : {3, 4}) // They share what the names leave.
        m_table->horizontalHeader()->setSectionResizeMode(sentences, QHeaderView::Stretch);

    auto *copy = new QToolButton;
    copy->setText(tr("Copy"));
    copy->setIcon(themedIcon(QStringLiteral("copy")));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setAutoRaise(true);
    copy->setFocusPolicy(Qt::TabFocus);
    copy->setToolTip(tr("Copy the selected findings, or all, as tab-separated text"));
    copy->setAccessibleName(tr("Copy findings"));
    connect(copy, &QToolButton::clicked, m_table, &TableView::copy);

    auto *found = new QWidget;
    auto *bar = new QWidget;
    QHBoxLayout *inBar = viewBar(*bar);
    inBar->addWidget(m_heading, 1);
    inBar->addWidget(copy);
    bar->setLayout(inBar);
    auto *layout = new QVBoxLayout(found);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_table, 1);
    m_emptyState = new EmptyState(*found, QStringLiteral("findings"));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_emptyState);
    setFocusProxy(m_table);
    showNothing(tr("No network yet"), {});
}

void FindingsView::setFindings(const QString &network, const QList<NetworkFinding> &findings)
{
    m_heading->setText(tr("%1: %2").arg(network, countsOf(findings)));
    fill(findings);
    fitColumns();
    m_emptyState->showContent();
}

void FindingsView::showNothing(const QString &title, const QString &text)
{
    m_heading->clear();
    m_model->setRowCount(0);
    m_emptyState->showText(title, text);
}

QString FindingsView::heading() const { return m_heading->text(); }

void FindingsView::fill(const QList<NetworkFinding> &findings)
{
    m_model->setRowCount(0);
    const QIcon refusal = themedIcon(QStringLiteral("error"));
    for (const NetworkFinding &finding : findings) {
        QList<QStandardItem *> row;
        const QString node = finding.node.isEmpty() ? tr("whole file") : finding.node;
        for (const QString &text : {finding.verdict, node, finding.op, finding.text, finding.remedy}) {
            row << new QStandardItem(text);
            row.last()->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            row.last()->setToolTip(text);
        }
        if (finding.isRefusal)
            row.front()->setIcon(refusal);
        m_model->appendRow(row);
    }
}

void FindingsView::fitColumns()
{
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 36);
    for (const int names : {0, 1, 2})
        m_table->resizeColumnToContents(names);
    m_table->horizontalHeader()->setMaximumSectionSize(-1);
    if (m_model->rowCount() <= mostFittedRows)
        m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

} // namespace odimo::widgets
