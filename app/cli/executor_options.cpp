// SPDX-License-Identifier: Apache-2.0
#include "app/cli/executor_options.h"

#include "core/base/error.h"
#include "core/host/plan/setting_text.h"

#include <CLI/CLI.hpp>

namespace odimo::cli {

void addExecutorOptions(CLI::App &app, ExecutorOptions &options)
{
    app.add_option("--executor", options.executors,
                   "Words before the worker's command, for example \"srun --gres=gpu:1\" or \"ssh host\"; may be "
                   "repeated, also with \"local\" for this machine")
        ->allow_extra_args(false);
    app.add_option("--worker", options.worker, "Path of odimo-worker (default: beside this program)");
}

std::vector<workers::Executor> executorsOf(const ExecutorOptions &options)
{
    std::vector<workers::Executor> executors;
    for (const std::string &text : options.executors)
        executors.push_back(workers::executorFromText(text));
    return executors;
}

workers::LaunchOptions launchOf(const ExecutorOptions &options)
{
    return {.executors = executorsOf(options), .worker = options.worker};
}

int setJobs(std::vector<workers::Executor> &executors, const std::string &jobs)
{
    const std::vector<int> numbers = within("--jobs: ", [&] { return host::jobsFromText(jobs); });
    if (numbers.size() == 1)
        return numbers.front();
    if (numbers.size() != executors.size())
        throw Error("--jobs: '" + jobs + "' has " + std::to_string(numbers.size()) + " numbers for " +
                    std::to_string(executors.size()) +
                    " executors; give one for each --executor, in their order, or one for all");
    for (std::size_t index = 0; index < numbers.size(); ++index)
        executors[index].jobs = numbers[index];
    return 0;
}

} // namespace odimo::cli
