// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace odimo::protocol {

/// Starts a worker that does several tasks at a time.
inline constexpr const char *severalOption = "--several";

/// A line to or from such a worker: {"task":3,"line":...}.
struct Envelope {
    int task = 0;     ///< The number that the host gave it.
    std::string line; ///< A task, a command or an event, as a line of JSON.
};

std::string toLine(const Envelope &envelope);
/// Throws Error on a line that is no envelope.
Envelope envelopeFromLine(std::string_view line);

} // namespace odimo::protocol
