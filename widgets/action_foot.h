// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QWidget;

namespace odimo::widgets {

/// The foot of a form: a button for the action and, while it cannot be triggered, its tool tip below as the reason.
QWidget *actionFoot(QAction &action);

} // namespace odimo::widgets
