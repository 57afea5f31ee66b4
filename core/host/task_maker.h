// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan.h"
#include "core/host/recorder.h"
#include "core/host/work_folder.h"

namespace odimo::host {

/// Turns a job into the task of a worker: lays out the run's folder with the weights to start from, and continues from
/// the run's last checkpoint where there is one.
class TaskMaker {
public:
    /// All must outlive the maker. `warmup` is the run whose weights the others start from.
    TaskMaker(project::Project &project, const Settings &settings, const Plan &plan, const WorkFolder &folder,
              std::int64_t warmup)
        : m_project(project), m_settings(settings), m_plan(plan), m_folder(folder), m_warmup(warmup)
    {
    }

    /// Throws Error if files cannot be written or stored weights are damaged.
    protocol::Task make(const Job &job) const;
    protocol::Schedule scheduleOf(const Job &job) const;

private:
    std::string continueFrom(const Job &job) const;
    std::string startingWeights(const Job &job, const project::Run &run) const;

    project::Project &m_project;
    const Settings &m_settings;
    const Plan &m_plan;
    const WorkFolder &m_folder;
    std::int64_t m_warmup;
};

} // namespace odimo::host
