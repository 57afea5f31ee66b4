// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace odimo::explorer {

/// Says which page of the help is about a widget and what is in it: the page explorer and its heading front.
void setHelpTopic(QWidget &widget, const QString &topic);

/// Of the widget, or of the nearest one that it is in; empty if nobody has said.
QString helpTopicOf(const QWidget *widget);

} // namespace odimo::explorer
