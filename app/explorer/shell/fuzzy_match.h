// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace odimo::explorer {

/// How well a text fits what was typed: its letters must occur in this order, whatever their case; spaces do not
/// count. Starts of words and letters in a row count more, so that "rl" finds Reset Layout before Curves Plot. Absent
/// if the text does not fit; 0 for nothing typed.
std::optional<int> fuzzyScore(const QString &typed, const QString &text);

} // namespace odimo::explorer
