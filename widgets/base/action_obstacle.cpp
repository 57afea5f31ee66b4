// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/action_obstacle.h"

#include <QAction>

namespace odimo::widgets {

void setObstacle(QAction &action, const QString &obstacle)
{
    action.setEnabled(obstacle.isEmpty());
    action.setToolTip(obstacle.isEmpty() ? action.statusTip() : obstacle);
}

} // namespace odimo::widgets
