// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/help_topic.h"

#include <QVariant>
#include <QWidget>

namespace odimo::explorer {

namespace {

constexpr const char *property = "helpTopic";

} // namespace

void setHelpTopic(QWidget &widget, const QString &topic) { widget.setProperty(property, topic); }

QString helpTopicOf(const QWidget *widget)
{
    for (const QWidget *at = widget; at; at = at->parentWidget())
        if (const QVariant topic = at->property(property); topic.isValid())
            return topic.toString();
    return {};
}

} // namespace odimo::explorer
