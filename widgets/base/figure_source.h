// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/origin.h"

#include <QString>

#include <optional>

namespace odimo::widgets {

/// True for the endings of the files that figures and tables are written to.
bool canBeFigure(const QString &path);

/// What a file says it shows (see writeFigure, originComments), read from its metadata alone; absent if it says
/// nothing or cannot be read.
std::optional<Origin> figureSource(const QString &path);

} // namespace odimo::widgets
