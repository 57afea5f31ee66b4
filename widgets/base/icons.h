// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QStringList>

namespace odimo::widgets {

/// A monochrome icon of resources/icons by name, drawn in the palette's text colour of the moment, at any size.
QIcon themedIcon(const QString &name);

/// All names, for tests and for the table of actions.
QStringList iconNames();

} // namespace odimo::widgets
