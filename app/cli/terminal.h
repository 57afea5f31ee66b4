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

/// Writes the text, made visible(), and sends it on its way. What cannot be written is told by closeOutput(), so that
/// an exploration is not lost with the lines about it.
void print(std::FILE *stream, const std::string &text);

/// Writes a control sequence of this program, as it stands, before the next text.
void control(std::FILE *stream, const std::string &sequence);

/// Closes stdout and stderr; throws Error (InputOutput) if anything that was printed did not reach them. To be called
/// once, after the last print to stdout.
void closeOutput();

} // namespace odimo::cli
