// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/analysis.h"

#include "core/base/error.h"
#include "core/host/plan/document_keys.h"
#include "core/host/plan/stored_plan.h"
#include "core/platform/platform_findings.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

/// The latest warm-up that has left its weights.
std::int64_t trainedWarmup(const project::Project &project)
{
    std::int64_t warmup = 0;
    for (const project::Run &run : project.runs())
        if (run.kind == project::RunKind::Warmup && project.hasWeights(run.id, weightsRole(protocol::TaskKind::Warmup)))
            warmup = run.id;
    if (warmup == 0 || project.document(planDocument).empty())
        throw Error(project.path().string() + " has no trained weights to analyse yet: the warm-up comes first",
                    ErrorKind::BadInput, Remedy::ResumeExploration);
    return warmup;
}

} // namespace

mapping::Sensitivity analysisOf(JobRunner &runner, const ExplorationContext &context, std::int64_t warmup)
{
    project::Project &project = context.project;
    const workers::Job job{.run = 0, .kind = protocol::TaskKind::Analyse};
    const char *role = weightsRole(job.kind);
    if (const auto known = project.analysis(warmup); known && project.hasWeights(warmup, role)) {
        runner.estimator().finish(job);
        return *known;
    }
    context.recorder.log(0, "info", "Estimating what each channel costs on each unit");
    if (platform::changesOperators(project.costTable().platform))
        context.recorder.log(
            0, "info",
            "Units change more of a channel than its format, which is no small disturbance: the predicted front is "
            "rough, and only measured mappings tell");
    const protocol::Task task = runner.tasks().makeForExploration(job.kind);
    runner.run(job, {&task, 1}, [&](std::size_t, const protocol::Event &event) {
        if (const auto *saved = std::get_if<protocol::WeightsSaved>(&event))
            project.storeWeights(warmup, role, saved->path);
        if (const auto *analysed = std::get_if<protocol::Analysed>(&event))
            project.storeAnalysis(warmup, analysed->sensitivity);
    });
    context.folder.remove(0);
    const std::optional<mapping::Sensitivity> made = project.analysis(warmup);
    if (!made || !project.hasWeights(warmup, role))
        throw Error("The worker ended without an analysis; install odimo and odimo-worker of the same version",
                    ErrorKind::RunFailed);
    return *made;
}

void addAnalysis(const std::filesystem::path &path, const workers::LaunchOptions &workers, workers::Control &control,
                 const Listener &listener)
{
    project::Project project = project::Project::open(path, project::Access::ReadWrite);
    const std::int64_t warmup = trainedWarmup(project);
    const Settings settings = storedSettings(project).value();
    const Plan plan = storedPlan(project).value();
    const WorkFolder folder(path);
    Recorder recorder(project, listener);
    RunRequests requests;
    const ExplorationContext context{.project = project,
                                     .settings = settings,
                                     .plan = plan,
                                     .folder = folder,
                                     .recorder = recorder,
                                     .control = control,
                                     .requests = requests,
                                     .workers = workers};
    JobRunner runner(context, warmup);
    analysisOf(runner, context, warmup);
}

} // namespace odimo::host
