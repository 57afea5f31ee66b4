// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_line.h"

#include "app/cli/commands.h"
#include "core/base/version.h"

#include <CLI/CLI.hpp>

#include <string>

namespace odimo::cli {

namespace {

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

} // namespace

void defineCommandLine(CLI::App &app, int &exitCode)
{
    app.name("odimo");
    app.description(introduction);
    app.footer(firstSteps);
    app.set_version_flag("--version", "odimo " + fullVersion());
    app.require_subcommand(1);
    for (const Command &command : commands()) {
        CLI::App *sub = app.add_subcommand(command.name, command.summary);
        sub->footer("Examples:\n" + std::string(command.examples));
        sub->callback([action = command.define(*sub), &exitCode] { exitCode = action(); });
    }
}

} // namespace odimo::cli
