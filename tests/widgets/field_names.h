// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessible>
#include <QStringList>
#include <QWidget>

namespace odimo::tests {

struct FieldNames {
    int fields = 0;
    QStringList unnamed; ///< Classes of the fields that assistive technology cannot name.
};

/// Of all visible fields of a panel that the tab key reaches.
inline FieldNames fieldNames(const QWidget &panel)
{
    FieldNames names;
    for (QWidget *widget : panel.findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->focusProxy())
            continue;
        ++names.fields;
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            names.unnamed << QString::fromLatin1(widget->metaObject()->className());
    }
    return names;
}

} // namespace odimo::tests
