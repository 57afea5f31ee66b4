// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace odimo::widgets {

/// Colours for amounts, from dark violet over green to bright yellow: lightness grows evenly, so that they are told
/// apart without colour too. `share` from 0 to 1; others are cut.
QColor sequenceColor(double share);

/// Black or white, whichever stands out more.
QColor textColorOn(const QColor &background);

} // namespace odimo::widgets
