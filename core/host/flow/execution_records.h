// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <map>
#include <string>

namespace odimo::host {

/// Keeps in the project which worker computes which phase of which run, from its first word on.
class ExecutionRecords {
public:
    /// `project` must outlive the records; `data` is the digest of what the workers read.
    ExecutionRecords(project::Project &project, std::string data) : m_project(project), m_data(std::move(data)) {}

    /// `threads` as the task has them: 0 are all that the worker has.
    void begin(std::int64_t run, protocol::TaskKind phase, const protocol::Hello &worker, int threads);
    /// It has come to the end of the phase.
    void finish(std::int64_t run);
    /// Several of a task are done by one worker.
    void add(std::int64_t run, protocol::TaskKind phase, const protocol::Hello &worker, int threads,
             const std::string &startedAt);

private:
    project::Execution newExecution(std::int64_t run, protocol::TaskKind phase, const protocol::Hello &worker,
                                    int threads) const;

    project::Project &m_project;
    std::string m_data;
    std::map<std::int64_t, project::Execution> m_open; ///< By run.
};

} // namespace odimo::host
