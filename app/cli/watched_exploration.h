// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exploration_display.h"
#include "core/host/exploration.h"

namespace odimo::cli {

/// Shows an exploration while it runs, and stops it on Ctrl-C. With `json`, stdout belongs to a document; a person who
/// watches is at the terminal of stderr.
class WatchedExploration {
public:
    explicit WatchedExploration(bool json);
    void show(const host::Notice &notice);
    /// `commands`: reads them from stdin meanwhile. Throws Error as Exploration::run.
    host::Outcome run(host::Exploration &exploration, bool commands = false);

private:
    bool m_isSilent;
    ExplorationDisplay m_display;
};

int exitCodeOf(host::Outcome outcome);

/// The last words of the first failed run, so that the reason stands at the end of the output too.
void reportFailure(const project::Project &project);

} // namespace odimo::cli
