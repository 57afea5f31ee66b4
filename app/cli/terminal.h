// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <string>

namespace odimo::cli {

/// What a stream can show.
struct Terminal {
    bool interactive = false; ///< A terminal that understands escape sequences.
    bool colour = false;      ///< Interactive, and the user has not set NO_COLOR (https://no-color.org).
    int columns = 0;          ///< 0: not a terminal, lines are as wide as they are.
    int rows = 0;
};

Terminal terminalOf(std::FILE *stream);

std::string bold(const std::string &text, const Terminal &terminal);
std::string dim(const std::string &text, const Terminal &terminal);

/// Writes the text and sends it on its way.
void print(std::FILE *stream, const std::string &text);

} // namespace odimo::cli
