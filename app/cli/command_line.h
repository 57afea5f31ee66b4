// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace CLI {
class App;
}

namespace odimo::cli {

/// Gives `app` all commands with their options, its help and its version: what main() parses and the manual describes
/// (app/cli/manual). Parsing does what the user asks for and puts the exit code into `exitCode`, which must outlive it;
/// it throws CLI::ParseError on wrong usage and for help, and Error where the work fails.
void defineCommandLine(CLI::App &app, int &exitCode);

} // namespace odimo::cli
