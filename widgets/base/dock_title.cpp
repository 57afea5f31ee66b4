// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/dock_title.h"

#include "widgets/base/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace odimo::widgets {

namespace {

QToolButton *titleButton(const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    const int side = button->fontMetrics().height() * 4 / 5;
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(side, side));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

void useOwnTitle(QDockWidget &dock, const QString &icon)
{
    auto *title = new QWidget(&dock);
    auto *text = new QLabel(dock.windowTitle(), title);
    QFont bold = text->font();
    bold.setBold(true);
    text->setFont(bold);
    auto *detach =
        titleButton(QStringLiteral("float"), QDockWidget::tr("Detach or attach %1").arg(dock.windowTitle()), title);
    auto *close = titleButton(QStringLiteral("close"), QDockWidget::tr("Hide %1").arg(dock.windowTitle()), title);
    const int space = text->fontMetrics().averageCharWidth();
    auto *layout = new QHBoxLayout(title);
    layout->setContentsMargins(space, space / 3, space / 3, space / 3);
    layout->setSpacing(space / 3);
    layout->addWidget(text, 1);
    layout->addWidget(detach);
    layout->addWidget(close);
    dock.setTitleBarWidget(title);
    dock.setWindowIcon(themedIcon(icon));
    QObject::connect(detach, &QToolButton::clicked, &dock, [&dock] { dock.setFloating(!dock.isFloating()); });
    QObject::connect(close, &QToolButton::clicked, &dock, &QDockWidget::close);
}

} // namespace odimo::widgets
