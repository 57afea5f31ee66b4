// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "widgets/replay/replay_values.h"

#include <optional>

namespace odimo::explorer {

/// Why there is nothing to replay.
struct ReplayObstacle {
    QString title;
    QString text;
};

/// The run whose search is replayed: the selected one if it has moved channels or is about to; else the one that is
/// `shown` as long as it is in work, and then the latest that has. Otherwise the selected one, null if none is. 0:
/// none.
const project::Run *replayedRun(const ProjectValues &project, std::int64_t selected, std::int64_t shown);
/// Whether any search of the project can be replayed.
bool hasMovedChannels(const ProjectValues &project);

/// How the search of the run moved channels; absent if it has not. `isWorking`: the project is being explored. Says so
/// if another run is selected.
std::optional<widgets::ReplayValues> channelsReplay(const ProjectValues &project, const project::Run &run,
                                                    std::int64_t selected, bool isWorking);
/// No search has moved channels. `run`: the selected one; null if none is.
ReplayObstacle obstacleToChannels(const ProjectValues &project, const project::Run *run);

/// How the front grew; absent if nothing was measured yet.
std::optional<widgets::ReplayValues> frontReplay(const ProjectValues &project, mapping::Objective objective,
                                                 bool isWorking);
ReplayObstacle obstacleToFront();

} // namespace odimo::explorer
