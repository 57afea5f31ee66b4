// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/timeline.h"

#include <QString>

namespace odimo::widgets {

/// "analog idle 41 %, digital is the bottleneck in 12 of 21 layers".
QString summaryText(const mapping::Timeline &timeline);

} // namespace odimo::widgets
