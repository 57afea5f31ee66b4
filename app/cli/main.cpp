// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/base/version.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

namespace {

using odimo::Error;
using odimo::ErrorKind;

constexpr const char *introduction =
    "ODiMO Explorer finds how to split each layer of a neural network over the compute units of a chip.";
constexpr const char *firstSteps =
    "Examples:\n"
    "  odimo explore --network resnet8:stem=2 --data fashion-mnist --project shirts.odimo\n"
    "  odimo front shirts.odimo\n"
    "  odimo show shirts.odimo --run 3\n"
    "\n"
    "`odimo COMMAND --help` explains the options of a command.\n"
    "Exit code: 0 done, 1 wrong usage, 2 bad input, 3 a run failed, 4 cancelled, 5 reading or writing failed.\n";

/// Defines all commands; the one that is chosen sets `exitCode`.
void defineCommands(CLI::App &app, int &exitCode)
{
    for (const odimo::cli::Command &command : odimo::cli::commands()) {
        CLI::App *sub = app.add_subcommand(command.name, command.summary);
        sub->footer("Examples:\n" + std::string(command.examples));
        sub->callback([action = command.define(*sub), &exitCode] { exitCode = action(); });
    }
}

int run(int argc, char **argv)
{
    CLI::App app(introduction, "odimo");
    app.footer(firstSteps);
    app.set_version_flag("--version", std::string("odimo ") + odimo::version());
    app.require_subcommand(1);
    int exitCode = 0;
    defineCommands(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : odimo::exitCode(ErrorKind::Usage);
    }
    if (std::fflush(stdout) != 0)
        throw Error("The result cannot be written to the standard output", ErrorKind::InputOutput);
    return exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(argc, argv);
    } catch (const Error &error) {
        odimo::cli::print(stderr, "odimo: " + std::string(error.what()) + "\n");
        return odimo::exitCode(error.kind());
    } catch (const std::exception &error) {
        odimo::cli::print(stderr, "odimo: unexpected failure: " + std::string(error.what()) + "\n");
        return odimo::exitCode(ErrorKind::RunFailed);
    }
}
