// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/terminal.h"
#include "core/host/exploration.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace odimo::cli {

/// What the notices of an exploration add up to.
struct ExplorationState {
    std::optional<mapping::CostTable> costs; ///< From ProjectReady on.
    std::map<std::int64_t, project::Run> runs;
    std::map<std::int64_t, protocol::Progress> progress; ///< Of the runs that are being trained.
    host::OverallProgress overall;
    host::Front front;
    bool stopping = false; ///< The user has asked for it.
};

void apply(ExplorationState &state, const host::Notice &notice);

/// The lines that are redrawn while an exploration runs: one a training run, one for the whole, and the front so far.
/// At most as many as the terminal has rows to spare, each within its width.
std::vector<std::string> liveLines(const ExplorationState &state, const Terminal &terminal);

/// The line that stays for a notice, given the state after it; nothing for those that only move a bar.
std::optional<std::string> lastingLine(const ExplorationState &state, const host::Notice &notice);

} // namespace odimo::cli
