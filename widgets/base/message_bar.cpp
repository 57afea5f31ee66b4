// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/message_bar.h"

#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace odimo::widgets {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_remedy(new QToolButton(this)),
      m_close(new QToolButton(this))
{
    setAutoFillBackground(true);
    setFrameShape(StyledPanel);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Message"));
    m_close->setIcon(themedIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    m_remedy->setObjectName(QStringLiteral("remedy"));
    m_remedy->setFocusPolicy(Qt::TabFocus);
    m_close->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_remedy);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::showError(const QString &text) { show(QStringLiteral("error"), text); }

void MessageBar::showError(const QString &text, QAction &remedy, const QString &name)
{
    show(QStringLiteral("error"), text);
    offer(remedy, name);
}

void MessageBar::showInformation(const QString &text, QAction &remedy, const QString &name)
{
    showInformation(text);
    offer(remedy, name);
}

void MessageBar::offer(QAction &remedy, const QString &name)
{
    m_remedy->setText(name);
    m_remedy->setToolTip(remedy.statusTip());
    const auto follow = [this, &remedy] {
        m_remedy->setVisible(remedy.isEnabled());
    };
    follow();
    disconnect(m_triggering);
    m_following = connect(&remedy, &QAction::changed, this, follow);
    m_triggering = connect(m_remedy, &QToolButton::clicked, &remedy, &QAction::trigger);
}

void MessageBar::showInformation(const QString &text) { show(QStringLiteral("about"), text); }

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::show(const QString &icon, const QString &text)
{
    disconnect(m_following);
    m_remedy->hide();
    m_iconName = icon;
    m_text->setText(text);
    recolor();
    setVisible(true);
}

void MessageBar::recolor()
{
    if (m_iconName.isEmpty())
        return;
    const int side = fontMetrics().height() * 5 / 4;
    m_icon->setPixmap(themedIcon(m_iconName).pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette colors = m_text->palette();
    const bool isError = m_iconName == QLatin1String("error");
    colors.setColor(QPalette::WindowText, isError ? errorTextColor(palette()) : palette().color(QPalette::WindowText));
    m_text->setPalette(colors);
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        recolor();
    QFrame::changeEvent(event);
}

} // namespace odimo::widgets
