// SPDX-License-Identifier: Apache-2.0
#include "core/workers/executor_states.h"

namespace odimo::workers {

void noteDuration(ExecutorState &state, protocol::TaskKind kind, double seconds)
{
    const auto [known, isNew] = state.seconds.try_emplace(kind, seconds);
    if (!isNew)
        known->second = (known->second + seconds) / 2;
}

std::optional<double> expectedSeconds(const ExecutorStates &states, std::size_t executor, protocol::TaskKind kind)
{
    const std::map<protocol::TaskKind, double> &own = states[executor].seconds;
    if (const auto known = own.find(kind); known != own.end())
        return known->second;
    for (const ExecutorState &other : states) {
        const auto there = other.seconds.find(kind);
        if (there == other.seconds.end())
            continue;
        for (const auto &[common, seconds] : own)
            if (const auto same = other.seconds.find(common); same != other.seconds.end() && same->second > 0)
                return there->second * seconds / same->second;
    }
    return std::nullopt;
}

} // namespace odimo::workers
