// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/run_requests.h"

#include <utility>

namespace odimo::host {

bool RunRequests::add(const ChosenMapping &chosen)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isClosed)
        m_chosen.push_back(chosen);
    return !m_isClosed;
}

bool RunRequests::add(const RetryRun &retry)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isClosed)
        m_retries.push_back(retry);
    return !m_isClosed;
}

std::vector<ChosenMapping> RunRequests::takeChosen()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_chosen, {});
}

std::vector<RetryRun> RunRequests::takeRetries()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_retries, {});
}

bool RunRequests::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = m_chosen.empty();
    return m_isClosed;
}

} // namespace odimo::host
