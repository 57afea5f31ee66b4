// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/exploration.h"

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace odimo::explorer {

/// Takes notices in on the thread of the exploration and hands them out on another, in order. Of progress, which comes
/// more often than anyone can look, only the latest is kept.
class NoticeQueue {
public:
    struct Batch {
        std::vector<host::Notice> notices;                   ///< All but progress.
        std::map<std::int64_t, protocol::Progress> progress; ///< By run.
        std::optional<host::OverallProgress> overall;
    };

    void add(const host::Notice &notice);
    Batch takeAll();

private:
    std::mutex m_mutex;
    Batch m_batch;
};

} // namespace odimo::explorer
