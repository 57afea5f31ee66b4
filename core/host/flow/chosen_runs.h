// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/exploration_context.h"
#include "core/workers/worker_pool.h"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace odimo::host {

/// The engine of runs whose mapping the user chose.
inline constexpr const char *chosenEngine = "chosen";

/// Mappings that the user chose, as runs of the project: which jobs they need, one after the other. What is still to be
/// done is kept in the project, so that the next exploration finishes what one was interrupted in.
class ChosenRuns {
public:
    /// `warmup` is the run whose weights they start from.
    ChosenRuns(const ExplorationContext &context, std::int64_t warmup);

    /// The run of each mapping: one of the project that has measured the same, or one that waits from now on. Throws
    /// Error if the project cannot be written, or if a name is none (project::storeRunNames).
    std::vector<std::int64_t> enter(std::span<const ChosenMapping> chosen);
    /// The first jobs of those that wait and have not begun; none before the network is analysed.
    std::vector<workers::Job> jobs();
    /// What comes after an ended job of any run, which is up to date.
    std::vector<workers::Job> follow(const workers::Job &ended);
    /// A run that failed or was cancelled waits again. False if it is none of them.
    bool retry(std::int64_t run);
    void retryAll();
    /// It waits no more, until it is tried again.
    void lose(std::int64_t run);
    /// Some wait that have not begun.
    bool areWaiting() const;

private:
    struct Wanted {
        bool fineTune = false;
        bool isLost = false; ///< It failed or was cancelled.
    };
    bool waits(std::int64_t run, const Wanted &wanted) const;
    bool isOfThisPlan(const project::Run &run) const;
    bool isDone(const project::Run &run, bool fineTune) const;
    std::int64_t runOf(const ChosenMapping &chosen);
    void nameRun(std::int64_t run, const std::string &name);
    workers::Job firstJob(const project::Run &run) const;
    void await(std::int64_t run, bool fineTune);
    void read();
    void store() const;

    ExplorationContext m_context;
    project::Project &m_project;
    std::int64_t m_warmup;
    std::map<std::int64_t, Wanted> m_wanted; ///< By run.
    std::set<std::int64_t> m_begun;
};

} // namespace odimo::host
