// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/task_builder.h"

#include "core/host/plan/inputs.h"

#include <algorithm>

namespace odimo::host {

using protocol::TaskKind;

protocol::Task TaskBuilder::plainTask(TaskKind kind, const std::string &name) const
{
    const project::Setup &setup = m_project.setup();
    protocol::Task task{
        .kind = kind, .name = name, .network = setup.network, .data = setup.data, .platform = setup.platform};
    task.seed = m_settings.seed;
    task.device = m_settings.device;
    task.threads = m_plan.threads;
    task.objective = m_settings.objective;
    task.costRule = m_settings.costRule;
    task.style = m_settings.style;
    return task;
}

protocol::Task TaskBuilder::make(const workers::Job &job) const
{
    const project::Run run = m_project.run(job.run);
    protocol::Task task = plainTask(job.kind, "run " + std::to_string(run.id));
    task.schedule = scheduleOf(job);
    task.seed = run.seed;
    if (job.kind == TaskKind::Warmup)
        task.threads = m_plan.warmupThreads;
    task.objective = run.objective;
    task.strength = run.strength.value_or(0);
    if (job.kind == TaskKind::Search) {
        task.restrictions = restrictionsOf(m_settings.restrictions, task.platform);
        if (m_settings.startRun)
            task.mapping = m_project.run(*m_settings.startRun).mapping;
    }
    if (job.kind == TaskKind::Finetune)
        task.mapping = run.mapping;
    if (job.kind == TaskKind::Preview)
        task.mappings = {*run.mapping};
    task.checkpoint = continueFrom(job);
    task.folder = m_folder.made(run.id).string();
    task.weights = startingWeights(job, run);
    if (job.kind == TaskKind::Finetune)
        task.neighbour = neighbourWeights(run.id);
    return task;
}

protocol::Task TaskBuilder::makeForExploration(TaskKind kind) const
{
    protocol::Task task = plainTask(kind, kind == TaskKind::Analyse ? "the analysis" : "the previews");
    task.schedule = m_plan.finetune;
    task.threads = kind == TaskKind::Preview ? m_plan.threads : m_plan.warmupThreads;
    m_folder.remove(0);
    const std::filesystem::path folder = m_folder.made(0);
    task.folder = folder.string();
    task.weights = (folder / "start.safetensors").string();
    m_project.extractWeights(m_warmup, weightsRole(kind == TaskKind::Analyse ? TaskKind::Warmup : TaskKind::Analyse),
                             task.weights);
    return task;
}

protocol::Schedule TaskBuilder::scheduleOf(const workers::Job &job) const
{
    switch (job.kind) {
    case TaskKind::Warmup:
    case TaskKind::Time:
        return m_plan.warmup;
    case TaskKind::Search:
        return m_plan.search;
    case TaskKind::Finetune:
        return m_project.run(job.run).kind == project::RunKind::Baseline ? baselineSchedule(m_plan) : m_plan.finetune;
    case TaskKind::Analyse:
    case TaskKind::Preview:
    case TaskKind::Evaluate:
    case TaskKind::Logits:
        return m_plan.finetune;
    }
    return m_plan.warmup;
}

/// The checkpoint of this phase, if an epoch of it was stored; else the run's files and the epochs of the phase are
/// forgotten. Which file it is follows from the run and the phase alone: a path that a project names may be anything.
std::string TaskBuilder::continueFrom(const workers::Job &job) const
{
    const std::string phase = protocol::nameOf(job.kind);
    const std::vector<project::Epoch> epochs = m_project.epochs(job.run);
    const bool hasBegun =
        std::ranges::any_of(epochs, [&](const project::Epoch &epoch) { return epoch.result.phase == phase; });
    if (hasBegun)
        if (std::string checkpoint = m_folder.checkpoint(job.run, phase); !checkpoint.empty())
            return checkpoint;
    m_project.dropEpochs(job.run, phase, 1);
    m_folder.remove(job.run);
    return {};
}

std::string TaskBuilder::startingWeights(const workers::Job &job, const project::Run &run) const
{
    if (job.kind == TaskKind::Warmup && m_plan.weights.empty())
        return {};
    const std::filesystem::path file = m_folder.ofRun(run.id) / "start.safetensors";
    if (job.kind == TaskKind::Warmup) {
        m_project.extractWeights(run.id, pretrainedRole, file);
        return file.string();
    }
    if (job.kind == TaskKind::Finetune)
        for (const TaskKind before : {TaskKind::Preview, TaskKind::Search})
            if (m_project.hasWeights(run.id, weightsRole(before))) {
                m_project.extractWeights(run.id, weightsRole(before), file);
                return file.string();
            }
    const TaskKind before = job.kind == TaskKind::Preview ? TaskKind::Analyse : TaskKind::Warmup;
    m_project.extractWeights(m_warmup, weightsRole(before), file);
    return file.string();
}

/// What the neighbour has learned, if it was trained at all.
std::string TaskBuilder::neighbourWeights(std::int64_t run) const
{
    const auto neighbour = m_neighbours.find(run);
    const char *role = weightsRole(TaskKind::Finetune);
    if (neighbour == m_neighbours.end() || !m_project.hasWeights(neighbour->second, role))
        return {};
    const std::filesystem::path file = m_folder.ofRun(run) / "neighbour.safetensors";
    m_project.extractWeights(neighbour->second, role, file);
    return file.string();
}

} // namespace odimo::host
