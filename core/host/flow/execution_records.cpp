// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/execution_records.h"

#include "core/base/version.h"

namespace odimo::host {

project::Execution ExecutionRecords::newExecution(std::int64_t run, protocol::TaskKind phase,
                                                  const protocol::Hello &worker, int threads) const
{
    project::Execution execution{.run = run,
                                 .phase = protocol::nameOf(phase),
                                 .worker = worker,
                                 .odimo = fullVersion(),
                                 .data = m_data,
                                 .startedAt = project::timestamp(),
                                 .finishedAt = {}};
    if (threads > 0)
        execution.worker.threads = threads;
    return execution;
}

void ExecutionRecords::begin(std::int64_t run, protocol::TaskKind phase, const protocol::Hello &worker, int threads)
{
    project::Execution execution = newExecution(run, phase, worker, threads);
    execution.id = m_project.saveExecution(execution);
    m_open[run] = execution;
}

void ExecutionRecords::finish(std::int64_t run)
{
    const auto open = m_open.find(run);
    if (open == m_open.end())
        return;
    open->second.finishedAt = project::timestamp();
    m_project.saveExecution(open->second);
    m_open.erase(open);
}

void ExecutionRecords::add(std::int64_t run, protocol::TaskKind phase, const protocol::Hello &worker, int threads,
                           const std::string &startedAt)
{
    project::Execution execution = newExecution(run, phase, worker, threads);
    execution.startedAt = startedAt;
    execution.finishedAt = project::timestamp();
    m_project.saveExecution(execution);
}

} // namespace odimo::host
