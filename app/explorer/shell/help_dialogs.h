// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace odimo::explorer {

class ActionRegistry;

/// The dialogs of the Help menu; each returns when it is closed.
void showShortcuts(const ActionRegistry &actions, QWidget *parent);
void showAbout(QWidget *parent);

} // namespace odimo::explorer
