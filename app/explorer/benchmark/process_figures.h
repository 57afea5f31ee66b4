// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <optional>

namespace odimo::explorer {

/// ms since this process was started, to 10 ms; absent where the system does not tell.
std::optional<double> processAge_ms();
/// The most memory that this process has had resident; likewise.
std::optional<double> memoryPeak_MB();
/// Of what figures depend on: cores, load over the last minute, Qt, platform.
QJsonObject machine();

} // namespace odimo::explorer
