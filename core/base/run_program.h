// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace odimo {

/// What a program has left behind.
struct EndedProgram {
    int exitCode = 0; ///< 128 + signal if one has ended it.
    std::string output;
    std::string errors;
    bool isTooLong = false; ///< It was ended at the limit of time.
    bool isStopped = false; ///< It was ended because somebody asked for that.
};

/// Runs a program to its end, without input. Of each stream the first mostStreamBytes are kept. Throws Error if it
/// cannot be started. When `stop` asks for it, the program and all that it has started are ended.
EndedProgram runProgram(const std::vector<std::string> &command, int limit_s, const std::stop_token &stop = {});

inline constexpr std::size_t mostStreamBytes = std::size_t(64) << 20;

/// Where $PATH has the program; absent if nowhere.
std::optional<std::string> findProgram(const std::string &name);

} // namespace odimo
