// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/recorder.h"
#include "core/host/run_settings.h"
#include "core/host/shared_tuning.h"
#include "core/host/task_maker.h"
#include "core/host/work_meter.h"

#include <chrono>
#include <map>
#include <vector>

namespace odimo::host {

/// The order of the work: the warm-up; all searches, with baselines in idle workers; when all mappings are known, the
/// fine-tuning of the distinct ones. Who owns a mapping depends on the numbers of the runs alone, never on which worker
/// ends first.
class Flow {
public:
    /// All must outlive the flow. `trainImages` is the number of images of the data.
    Flow(project::Project &project, const Settings &settings, const Plan &plan, const WorkFolder &folder,
         const RunTable &table, Recorder &recorder, int trainImages);

    /// Throws Error if the project cannot be written or no worker can be started.
    Outcome run(const std::vector<std::string> &command, Control &control);

private:
    void planWork(int trainImages);
    void queueUnfinished();
    std::vector<Job> firstJobs();
    std::vector<Job> tuneSearched();
    void tune(const project::Run &run, std::vector<Job> &jobs);

    protocol::Task begin(const Job &job);
    void take(const Job &job, const protocol::Event &event);
    std::vector<Job> end(const Job &job, const Ending &ending);
    void finish(const Job &job);
    void finishTuning(const Job &job);
    void settleSharers(const project::Run &owner);
    void tick(const Control &control);

    bool isDone(std::int64_t run) const;
    bool isSearched(const project::Run &run) const;
    Outcome outcome(const Control &control) const;

    project::Project &m_project;
    const Settings &m_settings;
    const Plan &m_plan;
    const WorkFolder &m_folder;
    const RunTable &m_table;
    Recorder &m_recorder;
    TaskMaker m_tasks;
    SharedTuning m_tuning;
    WorkMeter m_meter;
    std::map<std::int64_t, std::vector<std::int64_t>> m_sharers; ///< By the owner whose fine-tuning they wait for.
    int m_openSearches = 0;
    bool m_workerSeen = false;
    std::chrono::steady_clock::time_point m_lastTick{};
};

} // namespace odimo::host
