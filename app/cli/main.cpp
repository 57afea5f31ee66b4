// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/remedy_words.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/base/version.h"

#include <odimo_commit.h>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <functional>
#include <sstream>
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
    app.set_version_flag("--version", "odimo " + odimo::fullVersion());
    app.require_subcommand(1);
    int exitCode = 0;
    defineCommands(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        std::ostringstream output;
        std::ostringstream messages;
        const bool isHelp = app.exit(error, output, messages) == 0;
        odimo::cli::print(stdout, output.str());
        odimo::cli::print(stderr, messages.str());
        return isHelp ? 0 : odimo::exitCode(ErrorKind::Usage);
    }
    return exitCode;
}

/// Does the work and says why it failed; returns the exit code.
int attempt(const std::function<int()> &work)
{
    try {
        return work();
    } catch (const std::exception &failure) {
        const Error error = odimo::errorFrom(failure);
        odimo::cli::print(stderr, "odimo: " + error.text(odimo::cli::remedyWords) + "\n");
        return odimo::exitCode(error.kind());
    }
}

} // namespace

int main(int argc, char **argv)
{
    odimo::setCommit(ODIMO_COMMIT);
    const int exitCode = attempt([&] { return run(argc, argv); });
    const int closed = attempt([] {
        odimo::cli::closeOutput();
        return 0;
    });
    return exitCode != 0 ? exitCode : closed;
}
