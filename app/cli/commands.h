// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

namespace CLI {
class App;
}

namespace odimo::cli {

/// What a command does once its options are read; returns the exit code. Throws Error.
using Action = std::function<int()>;

struct Command {
    const char *name;
    const char *summary;
    const char *examples;            ///< Shown below the options of --help.
    Action (*define)(CLI::App &app); ///< Adds the options and returns what to do with them.
};

/// All commands, in the order --help lists them. A new command is one file and one line here.
std::span<const Command> commands();

Action defineExplore(CLI::App &app);
Action defineFront(CLI::App &app);
Action defineShow(CLI::App &app);
Action defineCompare(CLI::App &app);
Action defineEdit(CLI::App &app);
Action defineMeasure(CLI::App &app);
Action defineRename(CLI::App &app);
Action defineProject(CLI::App &app);
Action defineEvaluate(CLI::App &app);
Action defineReport(CLI::App &app);
Action defineExport(CLI::App &app);
Action defineVerify(CLI::App &app);
Action defineVerifyRun(CLI::App &app);
Action defineCost(CLI::App &app);
Action defineNetwork(CLI::App &app);
Action defineData(CLI::App &app);
Action definePlatforms(CLI::App &app);
Action defineVary(CLI::App &app);
Action defineBench(CLI::App &app);

} // namespace odimo::cli
