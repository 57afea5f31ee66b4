// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QHBoxLayout;
class QWidget;

namespace odimo::widgets {

/// The row of choosers and buttons above or below what a view shows.
QHBoxLayout *viewBar(const QWidget &view);

} // namespace odimo::widgets
