// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/executor_options.h"
#include "app/cli/exploration_display.h"
#include "app/cli/interruption.h"
#include "app/cli/json_output.h"
#include "app/cli/provenance_text.h"
#include "app/cli/terminal.h"
#include "app/cli/worker_task.h"
#include "core/base/error.h"
#include "core/host/deliver/run_json.h"
#include "core/host/repeat/run_repetition.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct VerifyRunOptions {
    std::string project;
    std::int64_t run = 0;
    ExecutorOptions executors;
    bool json = false;
};

/// What a script that relies on a result wants to know: 0 only if the result holds.
int exitCodeOf(project::Verdict verdict)
{
    return verdict == project::Verdict::Different ? exitCode(ErrorKind::RunFailed) : 0;
}

int verifyRun(const VerifyRunOptions &options)
{
    announceData(project::Project::open(options.project, project::Access::ReadOnly).setup());
    const bool isSilent = options.json && !terminalOf(stderr).interactive;
    ExplorationDisplay display(options.json ? stderr : stdout);
    host::RunRepetition repetition(options.project, options.run, launchOf(options.executors),
                                   [&](const host::Notice &notice) {
                                       if (!isSilent)
                                           display.show(notice);
                                   });
    project::Repetition result;
    {
        const Interruption interruption([&] {
            if (!isSilent)
                display.announceStop();
            repetition.stop();
        });
        result = repetition.run();
    }
    display.finish();
    if (options.json) {
        Json document = host::toJson(result);
        document["run"] = result.run;
        printDocument(document);
    } else

        print(stdout, "\nRun " + std::to_string(result.run) + " again: " + repetitionText(result) + "\n");
    return exitCodeOf(result.verdict);
}

} // namespace

Action defineVerifyRun(CLI::App &app)
{
    const auto options = std::make_shared<VerifyRunOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--run", options->run, "The run to compute again")->required();
    addExecutorOptions(app, options->executors);
    app.add_flag("--json", options->json, "Print the verdict as one JSON document");
    return [options] {
        return verifyRun(*options);
    };
}

} // namespace odimo::cli
