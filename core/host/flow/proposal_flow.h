// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/host/flow/candidate_selection.h"
#include "core/host/flow/job_runner.h"
#include "core/host/flow/run_settings.h"
#include "core/host/plan/settings.h"

#include <map>
#include <string>
#include <vector>

namespace odimo::host {

/// The order of work of an engine that proposes mappings: the warm-up; the analysis of its weights; the proposals,
/// which are recalibrated and measured; then, round by round, the fine-tuning of those that matter
/// (host::nextFineTunings), each beginning from the better of its preview and its fine-tuned neighbour; last the
/// baselines.
class ProposalFlow {
public:
    /// `table` must outlive the flow; its searches are not looked at.
    ProposalFlow(const ExplorationContext &context, const PlannedRuns &table, const data::DatasetSummary &data);

    /// Throws Error if the project cannot be written, no worker can be started, the analysis or the previews fail, or
    /// the restrictions cannot be met; Cancelled if the user stops those two.
    Outcome run();

private:
    void planWork();
    std::vector<std::int64_t> propose(const mapping::Sensitivity &sensitivity);
    std::vector<mapping::Proposal> targeted(const mapping::Sensitivity &sensitivity,
                                            const mapping::Restrictions &restrictions);
    /// False if the user stopped it before all was decided.
    bool fineTuneCandidates(const std::vector<std::int64_t> &runs);
    std::string question(const std::vector<std::int64_t> &runs) const;
    void fineTune(const std::vector<FineTuning> &round);
    std::int64_t runOf(const FineTuning &tuning);
    void settlePreviews(const std::vector<std::int64_t> &runs) const;
    std::vector<Candidate> candidatesOf(const std::vector<std::int64_t> &runs) const;
    void fineTuneBaselines();
    void reportUnmet(const std::vector<std::int64_t> &runs) const;
    bool isFineTuned(std::int64_t run) const;

    ExplorationContext m_context;
    project::Project &m_project;
    const Settings &m_settings;
    const Plan &m_plan;
    const PlannedRuns &m_table;
    const data::DatasetSummary &m_data;
    Recorder &m_recorder;
    JobRunner m_runner;
    std::vector<std::int64_t> m_targets; ///< Runs that the user's targets ask for.
    std::map<std::int64_t, std::int64_t>
        m_fineTuned; ///< By candidate, the run in which this exploration fine-tunes it.
    int m_plannedFineTunings = 0;
};

} // namespace odimo::host
