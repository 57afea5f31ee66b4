// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace odimo::explorer {

/// What to do with a running exploration when the window is closed.
enum class CloseChoice { StopAndClose, KeepTraining, StayOpen };

/// Asks the user.
CloseChoice askToClose(QWidget *parent);

} // namespace odimo::explorer
