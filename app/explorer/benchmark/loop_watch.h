// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace odimo::explorer {

/// Asks the event loop for a turn every millisecond and notes how long it was kept waiting.
class LoopWatch {
public:
    LoopWatch();
    /// ms; of what the loop did between two turns, and of what kept the processor from it.
    double longestBlock_ms() const { return m_longest_ms; }

private:
    void turn();

    QTimer m_timer;
    QElapsedTimer m_sinceTurn;
    double m_longest_ms = 0;
};

} // namespace odimo::explorer
