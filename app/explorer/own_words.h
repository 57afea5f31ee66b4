// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace odimo::explorer {

/// A message of the core as the window says it: where it names an option of the command line, the place in the window.
QString inOwnWords(QString message);

} // namespace odimo::explorer
