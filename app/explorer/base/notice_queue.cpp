// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/base/notice_queue.h"

#include <utility>

namespace odimo::explorer {

void NoticeQueue::add(const host::Notice &notice)
{
    const std::lock_guard lock(m_mutex);
    if (const auto *progress = std::get_if<host::RunProgress>(&notice))
        m_batch.progress[progress->run] = progress->progress;
    else if (const auto *overall = std::get_if<host::OverallProgress>(&notice))
        m_batch.overall = *overall;
    else
        m_batch.notices.push_back(notice);
}

NoticeQueue::Batch NoticeQueue::takeAll()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_batch, {});
}

} // namespace odimo::explorer
