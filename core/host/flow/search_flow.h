// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/job_runner.h"
#include "core/host/flow/run_settings.h"
#include "core/host/flow/shared_fine_tuning.h"

#include <map>
#include <vector>

namespace odimo::host {

/// The order of work of the engine that trains its mappings: the warm-up; all searches, with baselines in idle workers;
/// when all mappings are known, the fine-tuning of the distinct ones. Who owns a mapping depends on the numbers of the
/// runs alone, never on which worker ends first. Targets become strengths: first by the analysis, then by the relation
/// that the searches have measured.
class SearchFlow {
public:
    /// `trainImages` is the number of images of the data.
    SearchFlow(const ExplorationContext &context, PlannedRuns table, int trainImages);

    /// Throws Error if the project cannot be written or no worker can be started.
    Outcome run();

private:
    void planWork(std::int64_t run, protocol::TaskKind kind, double factor);
    void planSearches(const std::vector<std::int64_t> &runs);
    void aim();
    void correct();
    void search(double strength);
    std::vector<workers::Job> firstJobs();
    std::vector<workers::Job> follow(const workers::Job &job);
    std::vector<workers::Job> fineTuneSearched();
    void fineTune(const project::Run &run, std::vector<workers::Job> &jobs);
    void settleSharers(const project::Run &owner);

    ExplorationContext m_context;
    project::Project &m_project;
    const Plan &m_plan;
    const int m_trainImages;
    PlannedRuns m_table;
    Recorder &m_recorder;
    JobRunner m_runner;
    SharedFineTuning m_sharedFineTuning;
    std::map<std::int64_t, std::vector<std::int64_t>> m_sharers; ///< By the owner whose fine-tuning they wait for.
};

} // namespace odimo::host
