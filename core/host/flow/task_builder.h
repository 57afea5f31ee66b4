// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/files/work_folder.h"
#include "core/host/flow/recorder.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"

#include <map>

namespace odimo::host {

/// Turns a job into the task of a worker: lays out the run's folder with the weights to start from, and continues from
/// the run's last checkpoint where there is one.
class TaskBuilder {
public:
    /// All must outlive the maker. `warmup` is the run whose weights the others start from.
    TaskBuilder(project::Project &project, const Settings &settings, const Plan &plan, const WorkFolder &folder,
                std::int64_t warmup)
        : m_project(project), m_settings(settings), m_plan(plan), m_folder(folder), m_warmup(warmup)
    {
    }

    /// Throws Error if files cannot be written or stored weights are damaged.
    protocol::Task make(const workers::Job &job) const;
    /// A task of the exploration itself, from the given weights of the warm-up; its folder is `folder()`.
    protocol::Task makeForExploration(protocol::TaskKind kind) const;
    /// The fine-tuning of `run` may start from what `neighbour` has learned.
    void startNear(std::int64_t run, std::int64_t neighbour) { m_neighbours[run] = neighbour; }
    protocol::Schedule scheduleOf(const workers::Job &job) const;

private:
    std::string continueFrom(const workers::Job &job) const;
    protocol::Task plainTask(protocol::TaskKind kind, const std::string &name) const;
    std::string startingWeights(const workers::Job &job, const project::Run &run) const;
    std::string neighbourWeights(std::int64_t run) const;

    project::Project &m_project;
    const Settings &m_settings;
    const Plan &m_plan;
    const WorkFolder &m_folder;
    std::int64_t m_warmup;
    std::map<std::int64_t, std::int64_t> m_neighbours;
};

} // namespace odimo::host
