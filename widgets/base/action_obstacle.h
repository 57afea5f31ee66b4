// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QString;

namespace odimo::widgets {

/// Enables the action if there is no obstacle; else its tool tip says why it cannot be used, in place of what it does.
void setObstacle(QAction &action, const QString &obstacle);

} // namespace odimo::widgets
