// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace odimo::explorer {

/// Version and licence; returns when it is closed.
void showAbout(QWidget *parent);

} // namespace odimo::explorer
