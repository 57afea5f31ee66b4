// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exploration_state.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>

namespace odimo::cli {

/// Shows an exploration on a stream: lines that stay, and on a terminal below them a block that is redrawn. Any thread.
class ExplorationDisplay {
public:
    explicit ExplorationDisplay(std::FILE *stream);
    void show(const host::Notice &notice);
    /// Says that the work will stop; called once the user has asked for it.
    void announceStop();
    /// Removes the block, so that what is printed next stands in its place.
    void finish();

private:
    bool isNews(const host::Notice &notice, const std::string &line);
    void say(const std::string &line);
    void redraw();
    /// Its place is taken by what is printed next.
    void eraseBlock();

    std::FILE *m_stream;
    Terminal m_terminal;
    std::mutex m_mutex;
    ExplorationState m_state;
    std::map<std::int64_t, std::string>
        m_lastLineOfRun; ///< A run is announced many times; its line only when it says more.
    std::size_t m_blockLines = 0;
    std::chrono::steady_clock::time_point m_lastRedraw;
};

} // namespace odimo::cli
