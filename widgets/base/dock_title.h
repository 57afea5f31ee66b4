// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

namespace odimo::widgets {

/// A title bar whose buttons are as legible in the dark theme as in the light one, unlike those of the Fusion style.
void useOwnTitle(QDockWidget &dock, const QString &icon);

} // namespace odimo::widgets
