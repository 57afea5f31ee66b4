// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/previews.h"

#include <algorithm>

namespace odimo::host {

using protocol::TaskKind;

namespace {

/// Fewer are not worth a worker of their own: it begins with measuring the reference.
constexpr std::size_t fewestOfWorker = 3;

/// Several executors need not be equally fast: of more and smaller tasks each gets as many as it can do.
constexpr int sharesOfSeveral = 3;

} // namespace

std::vector<protocol::Task> distributed(const protocol::Task &whole, int workers, int threads)
{
    const std::size_t count =
        std::clamp(whole.mappings.size() / fewestOfWorker, std::size_t{1}, static_cast<std::size_t>(workers));
    std::vector<protocol::Task> tasks(count, whole);
    for (std::size_t index = 0; index < count; ++index) {
        const std::filesystem::path own = std::filesystem::path(whole.folder) / std::to_string(index);
        std::filesystem::create_directories(own);
        tasks[index].folder = own.string();
        tasks[index].mappings.clear();
        tasks[index].threads = threads;
    }
    for (std::size_t index = 0; index < whole.mappings.size(); ++index)
        tasks[index % count].mappings.push_back(whole.mappings[index]);
    return tasks;
}

void measurePreviews(JobRunner &runner, const ExplorationContext &context, std::span<const std::int64_t> runs,
                     PreviewFor purpose)
{
    const workers::Job job{.run = 0, .kind = TaskKind::Preview};
    std::vector<std::int64_t> waiting;
    for (const std::int64_t id : runs) {
        const project::Run run = context.project.run(id);
        const bool isPreviewed =
            measurementOf(run, "test", TaskKind::Preview) &&
            (purpose == PreviewFor::Choice || context.project.hasWeights(id, weightsRole(TaskKind::Preview)));
        if (run.mapping && !runner.isCancelled(id) && !isPreviewed)
            waiting.push_back(id);
    }
    if (waiting.empty()) {
        runner.estimator().finish(job);
        return;
    }
    context.recorder.log(0, "info", "Measuring " + std::to_string(waiting.size()) + " mappings without training");
    protocol::Task whole = runner.tasks().makeForExploration(TaskKind::Preview);
    for (const std::int64_t id : waiting)
        whole.mappings.push_back(*context.project.run(id).mapping);
    const int shares = context.plan.jobs * (context.workers.executors.size() > 1 ? sharesOfSeveral : 1);
    const std::vector<protocol::Task> tasks = distributed(whole, shares, context.plan.threads);
    struct Begun {
        protocol::Hello worker;
        std::string at;
    };
    std::vector<Begun> begun(tasks.size());
    double done = 0;
    runner.run(job, tasks, [&](std::size_t worker, const protocol::Event &event) {
        if (const auto *hello = std::get_if<protocol::Hello>(&event))
            begun[worker] = {*hello, project::timestamp()};
        const auto *previewed = std::get_if<protocol::Previewed>(&event);
        if (!previewed)
            return;
        const std::int64_t run = waiting[worker + tasks.size() * static_cast<std::size_t>(previewed->index)];
        if (!storePreview(context, run, *previewed))
            return;
        runner.executions().add(run, TaskKind::Preview, begun[worker].worker, context.plan.threads, begun[worker].at);
        runner.estimator().progress(job, ++done / static_cast<double>(waiting.size()));
    });
    context.folder.remove(0);
}

} // namespace odimo::host
