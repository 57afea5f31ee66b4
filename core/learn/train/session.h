// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/event.h"

#include <optional>

namespace odimo::learn {

/// What training sees of the process around it: where events go and what the host commands.
class Session {
public:
    virtual ~Session() = default;
    virtual void send(const protocol::Event &event) = 0;
    /// Called between batches. Blocks while the host has paused the work; false once it has asked to stop.
    virtual bool proceed() = 0;
    /// The latest strength that the host has asked for since the last call.
    virtual std::optional<double> newStrength() { return std::nullopt; }
};

/// Thrown by loops when Session::proceed says no; the worker answers with Finished{stopped}.
struct StoppedByHost {};

} // namespace odimo::learn
