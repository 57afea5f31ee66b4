// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deliver/receipt_view.h"

#include "widgets/base/icons.h"
#include "widgets/base/note_label.h"
#include "widgets/base/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Receipt)
};

QString iconOf(CheckState state)
{
    switch (state) {
    case CheckState::Waiting:
        return QStringLiteral("queued");
    case CheckState::Running:
        return QStringLiteral("running");
    case CheckState::Passed:
        return QStringLiteral("done");
    case CheckState::Failed:
        return QStringLiteral("failed");
    case CheckState::Skipped:
        return QStringLiteral("stopped");
    }
    return {};
}

QColor colorOf(CheckState state, const QPalette &palette)
{
    if (state == CheckState::Passed)
        return successTextColor(palette);
    return state == CheckState::Failed ? errorTextColor(palette) : palette.color(QPalette::WindowText);
}

void setColor(QLabel &label, const QColor &color)
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, color);
    label.setPalette(palette);
}

} // namespace

QString checkText(CheckState state)
{
    switch (state) {
    case CheckState::Waiting:
        return Text::tr("Waiting");
    case CheckState::Running:
        return Text::tr("Running");
    case CheckState::Passed:
        return Text::tr("Passed");
    case CheckState::Failed:
        return Text::tr("Failed");
    case CheckState::Skipped:
        return Text::tr("Skipped");
    }
    return {};
}

ReceiptView::ReceiptView(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(fontMetrics().averageCharWidth());
    m_grid->setVerticalSpacing(fontMetrics().height() / 4);
    m_grid->setColumnStretch(3, 1);
    setAccessibleName(tr("Receipt of the exported code"));
}

void ReceiptView::setReceipt(const ReceiptValues &receipt)
{
    if (receipt == m_receipt)
        return;
    m_receipt = receipt;
    build();
}

void ReceiptView::build()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int at = 0;
    for (const ReceiptRow &row : m_receipt.rows)
        addRow(row, at++);
    if (!m_receipt.memory.isEmpty()) {
        auto *memory = new NoteLabel;
        memory->showNote(m_receipt.memory);
        m_grid->addWidget(memory, at, 0, 1, 4);
    }
    setAccessibleDescription(text());
}

void ReceiptView::addRow(const ReceiptRow &row, int at)
{
    const int side = fontMetrics().height();
    auto *icon = new QLabel;
    icon->setPixmap(themedIcon(iconOf(row.state)).pixmap(QSize(side, side), devicePixelRatioF()));
    auto *target = new QLabel(row.target);
    target->setToolTip(row.title);
    auto *state = new QLabel(checkText(row.state));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    state->setFont(bold);
    setColor(*state, colorOf(row.state, palette()));
    auto *remark = new QLabel(NoteLabel::breakable(row.remark.isEmpty() ? row.title : row.remark));
    remark->setWordWrap(true);
    remark->setTextInteractionFlags(Qt::TextSelectableByMouse);
    int column = 0;
    for (QLabel *label : {icon, target, state, remark})
        m_grid->addWidget(label, at, column++, Qt::AlignTop);
    m_grid->itemAtPosition(at, 3)->setAlignment({}); // As wide as there is room.
}

QString ReceiptView::text() const
{
    QStringList lines;
    for (const ReceiptRow &row : m_receipt.rows)
        lines << QStringList({row.target, checkText(row.state), row.remark}).join(QStringLiteral("\t"));
    if (!m_receipt.memory.isEmpty())
        lines << m_receipt.memory;
    return lines.join(QLatin1Char('\n'));
}

void ReceiptView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        build();
}

} // namespace odimo::widgets
