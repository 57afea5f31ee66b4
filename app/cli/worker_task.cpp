// SPDX-License-Identifier: Apache-2.0
#include "app/cli/worker_task.h"

#include "app/cli/interruption.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/visible_text.h"
#include "core/host/plan/named_files.h"
#include "core/workers/run_tasks.h"

#include <CLI/CLI.hpp>

namespace odimo::cli {

void addWorkerOptions(CLI::App &app, WorkerOptions &options)
{
    app.add_option("--device", options.device, "What computes")->type_name(deviceValues)->capture_default_str();
    addExecutorOptions(app, options.executors);
}

void announceData(const project::Setup &setup)
{
    for (const std::string &file : host::filesNamedBy({.network = {}, .data = setup.data, .platform = {}}))
        print(stderr, "reading " + visibleLine(file) + ", which the project names\n");
}

void runInterruptibly(std::vector<protocol::Task> tasks, const WorkerOptions &options,
                      const std::function<void(std::size_t, const protocol::Event &)> &listener)
{
    for (protocol::Task &task : tasks)
        task.device = options.device;
    workers::Control control;
    const Interruption interruption([&control] {
        print(stderr, "stopping at the next batch (press Ctrl-C again to end at once)\n");
        control.stop();
    });
    const workers::LaunchOptions launch = launchOf(options.executors);
    workers::runTasks(tasks, launch, control, [&](std::size_t index, const protocol::Event &event) {
        if (const auto *log = std::get_if<protocol::Log>(&event); log && log->level != "info")
            print(stderr, log->level + ": " + log->text + "\n");
        listener(index, event);
    });
}

void runInterruptibly(protocol::Task task, const WorkerOptions &options,
                      const std::function<void(const protocol::Event &)> &listener)
{
    runInterruptibly(std::vector{std::move(task)}, options,
                     [&](std::size_t, const protocol::Event &event) { listener(event); });
}

} // namespace odimo::cli
