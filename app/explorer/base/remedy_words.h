// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/remedy.h"

#include <QString>

#include <exception>

namespace odimo::explorer {

/// What to do, in the fields, menus and buttons of the window; any thread.
QString remedyWords(Remedy remedy);

/// What is wrong, where, and what to do, of anything that was caught (see errorFrom); any thread.
QString messageOf(const std::exception &failure);

} // namespace odimo::explorer
