// SPDX-License-Identifier: Apache-2.0
#include "core/host/task_maker.h"

#include <algorithm>

namespace odimo::host {

using protocol::TaskKind;

protocol::Task TaskMaker::make(const Job &job) const
{
    const project::Setup &setup = m_project.setup();
    const project::Run run = m_project.run(job.run);
    protocol::Task task{.kind = job.kind,
                        .name = "run " + std::to_string(run.id),
                        .network = setup.network,
                        .data = setup.data,
                        .platform = setup.platform};
    task.schedule = scheduleOf(job);
    task.seed = run.seed;
    task.device = m_settings.device;
    task.threads = job.kind == TaskKind::Warmup ? m_plan.warmupThreads : m_plan.threads;
    task.objective = run.objective;
    task.strength = run.strength.value_or(0);
    task.costRule = m_settings.costRule;
    task.style = m_settings.style;
    if (job.kind == TaskKind::Finetune)
        task.mapping = run.mapping;
    task.checkpoint = continueFrom(job);
    task.folder = m_folder.ofRun(run.id).string();
    task.weights = startingWeights(job, run);
    return task;
}

protocol::Schedule TaskMaker::scheduleOf(const Job &job) const
{
    switch (job.kind) {
    case TaskKind::Warmup:
    case TaskKind::Time:
        return m_plan.warmup;
    case TaskKind::Search:
        return m_plan.search;
    case TaskKind::Finetune:
        return m_project.run(job.run).kind == project::RunKind::Baseline ? baselineSchedule(m_plan) : m_plan.finetune;
    case TaskKind::Evaluate:
    case TaskKind::Logits:
        return m_plan.finetune;
    }
    return m_plan.warmup;
}

/// The checkpoint of the last stored epoch of this phase, with later epochs forgotten; where there is none, the folder
/// is emptied and the epochs of the phase are forgotten.
std::string TaskMaker::continueFrom(const Job &job) const
{
    const std::string phase = protocol::nameOf(job.kind);
    const std::vector<project::Epoch> epochs = m_project.epochs(job.run);
    const auto last = std::find_if(epochs.rbegin(), epochs.rend(), [&](const project::Epoch &epoch) {
        return epoch.result.phase == phase && std::filesystem::is_regular_file(epoch.result.checkpoint);
    });
    if (last != epochs.rend()) {
        m_project.dropEpochs(job.run, phase, last->result.epoch + 1);
        return last->result.checkpoint;
    }
    m_project.dropEpochs(job.run, phase, 1);
    m_folder.remove(job.run);
    std::filesystem::create_directories(m_folder.ofRun(job.run));
    return {};
}

std::string TaskMaker::startingWeights(const Job &job, const project::Run &run) const
{
    if (job.kind == TaskKind::Warmup && m_plan.weights.empty())
        return {};
    const bool searched = job.kind == TaskKind::Finetune && run.kind == project::RunKind::Search;
    const std::filesystem::path file = m_folder.ofRun(run.id) / "start.safetensors";
    if (job.kind == TaskKind::Warmup)
        m_project.extractWeights(run.id, givenRole, file);
    else if (searched)
        m_project.extractWeights(run.id, weightsRole(TaskKind::Search), file);
    else
        m_project.extractWeights(m_warmup, weightsRole(TaskKind::Warmup), file);
    return file.string();
}

} // namespace odimo::host
