// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/replay/replay_values.h"

namespace odimo::widgets::samples {

/// Two layers whose channels go from the first unit to the second, one a moment.
inline ReplayValues channelsReplay(int moments)
{
    ReplayValues values{.title = QStringLiteral("Run 4: Search 0.5"), .ribbonTitle = QStringLiteral("All channels")};
    ChannelsReplay channels{.units = {"digital", "analog"}, .layers = {"conv1", "fc"}, .channels = {}};
    for (int moment = 0; moment < moments; ++moment) {
        values.moments.push_back({.label = QStringLiteral("Epoch %1").arg(moment + 1),
                                  .caption = QStringLiteral("after %1 s").arg(moment),
                                  .share = {1 - 0.1 * moment, 0.1 * moment}});
        channels.channels.push_back({{16 - moment, moment}, {10, 0}});
    }
    values.subject = channels;
    return values;
}

/// A front that grows by cheaper mappings; the last of them is dominated.
inline ReplayValues frontReplay(int moments)
{
    ReplayValues values{.title = QStringLiteral("Growth of the front"), .ribbonTitle = QStringLiteral("Hypervolume")};
    FrontReplay front{.costTitle = QStringLiteral("Latency (kcycles)"), .points = {}};
    for (int moment = 0; moment < moments; ++moment) {
        const bool isLast = moment + 1 == moments;
        values.moments.push_back({.label = QStringLiteral("Run %1").arg(moment + 1),
                                  .caption = QStringLiteral("after %1 s").arg(moment),
                                  .share = {(moment + 1.0) / moments}});
        front.points.push_back({.cost = 30.0 - (isLast ? 0 : moment),
                                .accuracy = 0.9 - 0.01 * moment,
                                .name = QStringLiteral("Run %1").arg(moment + 1)});
    }
    values.subject = front;
    return values;
}

} // namespace odimo::widgets::samples
