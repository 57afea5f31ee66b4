// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_search.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace odimo::widgets {

NetworkSearch::NetworkSearch(QWidget *parent) : QWidget(parent), m_field(new QLineEdit), m_count(new QLabel)
{
    const int letter = fontMetrics().averageCharWidth();
    m_field->setPlaceholderText(tr("Find a layer"));
    m_field->setClearButtonEnabled(true);
    m_field->setAccessibleName(tr("Find a layer"));
    m_field->setToolTip(tr("A part of its name, operation or shape. Return or F3 goes to the next match, Shift+F3 to "
                           "the one before, Escape ends the search"));
    m_field->setMinimumWidth(16 * letter);
    m_field->setMaximumWidth(44 * letter);
    m_field->installEventFilter(this);
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(888).arg(888)));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(letter / 2);
    layout->addWidget(m_field, 1);
    layout->addWidget(addChip(NodeKind::Convolution, tr("conv"), tr("Convolutions only")));
    layout->addWidget(addChip(NodeKind::Depthwise, tr("depthwise"), tr("Depthwise convolutions only")));
    layout->addWidget(addChip(NodeKind::Dense, tr("dense"), tr("Fully connected layers only")));
    layout->addSpacing(letter / 2);
    layout->addWidget(m_count);
    connect(m_field, &QLineEdit::textChanged, this, &NetworkSearch::queryChanged);
    setFocusProxy(m_field);
}

QToolButton *NetworkSearch::addChip(NodeKind kind, const QString &text, const QString &hint)
{
    auto *chip = new QToolButton;
    chip->setText(text);
    chip->setCheckable(true);
    chip->setToolTip(hint);
    chip->setAccessibleName(hint);
    chip->setFocusPolicy(Qt::StrongFocus);
    connect(chip, &QToolButton::toggled, this, &NetworkSearch::queryChanged);
    m_chips.emplace_back(kind, chip);
    return chip;
}

NodeQuery NetworkSearch::query() const
{
    NodeQuery query{.text = m_field->text(), .kinds = {}};
    for (const auto &[kind, chip] : m_chips)
        if (chip->isChecked())
            query.kinds.insert(kind);
    return query;
}

void NetworkSearch::showCount(int current, int count)
{
    if (query().isEmpty())
        m_count->clear();
    else if (count == 0)
        m_count->setText(tr("none"));
    else
        m_count->setText(current > 0 ? tr("%1 of %2").arg(current).arg(count) : tr("%n found", "", count));
}

void NetworkSearch::clear()
{
    m_field->clear();
    for (const auto &[kind, chip] : m_chips)
        chip->setChecked(false);
}

bool NetworkSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        emit key->modifiers().testFlag(Qt::ShiftModifier) ? previousWanted() : nextWanted();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace odimo::widgets
