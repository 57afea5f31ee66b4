// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <thread>

namespace odimo::cli {

/// While it lives, the first SIGINT or SIGTERM calls `stop` on a thread of its own; the next one ends the program at
/// once with the exit code of Cancelled. One at a time.
class Interruption {
public:
    explicit Interruption(std::function<void()> stop);
    ~Interruption();
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

private:
    std::jthread m_watcher;
};

} // namespace odimo::cli
