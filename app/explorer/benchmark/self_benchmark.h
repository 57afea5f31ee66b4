// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace odimo::explorer {

/// Measures the window in this process and returns one JSON document: each figure with its bar, `at_most` or
/// `at_least`; null where it cannot be measured here. The first window that the process makes must be the measured one.
/// Throws Error if the projects for it cannot be written.
QByteArray selfBenchmark();

} // namespace odimo::explorer
