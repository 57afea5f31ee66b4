// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/plain_text.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

namespace odimo::widgets {

PlainText::PlainText(QObject *parent) : QObject(parent) { qApp->installEventFilter(this); }

/// A label is polished before it measures or paints its text for the first time; a tool tip is a label, too.
bool PlainText::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Polish)
        if (auto *label = qobject_cast<QLabel *>(object); label && label->textFormat() == Qt::AutoText)
            label->setTextFormat(Qt::PlainText);
    return false;
}

} // namespace odimo::widgets
