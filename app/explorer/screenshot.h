// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

#include <optional>

namespace odimo::explorer {

class MainWindow;

/// "1400x900"; absent if it is no size.
std::optional<QSize> sizeFromText(const QString &text);

/// Waits until nothing is being read or checked, then writes the window as PNG. Throws Error if the file cannot be
/// written.
void saveScreenshot(MainWindow &window, const QString &file);

} // namespace odimo::explorer
