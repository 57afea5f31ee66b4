// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/empty_state.h"

#include "widgets/base/icons.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace odimo::widgets {

QPushButton *actionButton(QAction &action, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    const auto follow = [button, &action] {
        button->setText(action.text());
        button->setIcon(action.icon());
        button->setEnabled(action.isEnabled());
        button->setToolTip(action.toolTip());
        button->setStatusTip(action.statusTip());
    };
    follow();
    QObject::connect(&action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    return button;
}

EmptyState::EmptyState(QWidget &content, const QString &icon, QWidget *parent)
    : QStackedWidget(parent), m_iconName(icon), m_icon(new QLabel), m_title(new QLabel), m_text(new QLabel),
      m_buttons(new QWidget)
{
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    const int gap = fontMetrics().height();
    m_icon->setAlignment(Qt::AlignCenter);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_title->setFont(large);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, gap / 2, 0, 0);
    row->setAlignment(Qt::AlignCenter);

    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap / 2);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_buttons);
    layout->addStretch(3);
    addWidget(&content);
    addWidget(page);
    drawIcon();
}

void EmptyState::showContent() { setCurrentIndex(0); }

void EmptyState::showText(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    setCurrentIndex(1);
}

void EmptyState::offer(QAction &action)
{
    QPushButton *button = actionButton(action, m_buttons);
    m_buttons->layout()->addWidget(button);
    const auto follow = [button, &action] {
        button->setVisible(action.isEnabled());
    };
    follow();
    connect(&action, &QAction::changed, button, follow);
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QStackedWidget::changeEvent(event);
}

void EmptyState::drawIcon()
{
    const int side = 2 * fontMetrics().height();
    m_icon->setPixmap(themedIcon(m_iconName).pixmap(QSize(side, side), devicePixelRatioF(), QIcon::Disabled));
}

} // namespace odimo::widgets
