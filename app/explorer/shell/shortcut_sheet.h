// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace odimo::explorer {

class ActionRegistry;

/// Shows all keys, those of the actions by their menus and those of plots and tables; returns when it is closed.
void showShortcutSheet(const ActionRegistry &actions, QWidget *parent);

} // namespace odimo::explorer
