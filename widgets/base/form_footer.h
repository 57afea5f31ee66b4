// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QWidget;

namespace odimo::widgets {

/// The footer of a form: a button for the action and, while it cannot be triggered, its tool tip below as the reason.
QWidget *formFooter(QAction &action);

} // namespace odimo::widgets
