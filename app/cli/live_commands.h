// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/exploration.h"

#include <functional>
#include <string>
#include <thread>

namespace odimo::cli {

/// Does what a line asks of a running exploration: "pause", "resume", "stop" or "strength RUN VALUE". Throws Error on
/// any other.
void execute(const std::string &line, host::Exploration &exploration);

/// While it lives, `take` gets the lines of stdin on a thread of its own, and `complain` the message of whatever it
/// throws. The end of stdin changes nothing.
class LiveCommands {
public:
    LiveCommands(std::function<void(const std::string &)> take, std::function<void(const std::string &)> complain);
    ~LiveCommands();
    LiveCommands(const LiveCommands &) = delete;
    LiveCommands &operator=(const LiveCommands &) = delete;

private:
    int m_wake = -1;
    std::jthread m_reader;
};

} // namespace odimo::cli
