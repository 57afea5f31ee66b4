// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <cstdint>
#include <set>

namespace odimo::widgets {

/// Runs by their number.
using RunSet = std::set<std::int64_t>;

} // namespace odimo::widgets

Q_DECLARE_METATYPE(odimo::widgets::RunSet)
