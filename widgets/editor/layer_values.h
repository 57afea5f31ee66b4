// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/layer_explanation.h"
#include "core/mapping/cost/staircase.h"
#include "core/mapping/edit/split_change.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace odimo::widgets {

/// What a layer costs for every number n of channels on the reference unit, which has most weight bits.
struct StairValues {
    int referenceUnit = 0;
    int otherUnit = 1;
    std::vector<double> reference_cycles; ///< By n.
    std::vector<double> other_cycles;     ///< By n: of the C - n others.
    std::vector<double> layer_cycles;     ///< The slower unit.
    std::vector<int> ends;                ///< Of the plateaus within the range, ascending.
    mapping::ChannelRange range;          ///< That pins leave for n.
};

/// One layer of a mapping that is being edited.
struct LayerValues {
    QString name;
    QString geometry;
    QStringList units; ///< All of the platform.
    std::vector<int> channels;
    std::vector<int> channelsBefore; ///< In the run that is edited.
    std::vector<mapping::ChannelRange> ranges;
    std::vector<std::optional<double>> cycles; ///< Per unit.
    double latency_cycles = 0;
    double energy_uJ = 0;
    double latencyBefore_cycles = 0;
    std::optional<StairValues> stairs; ///< Absent unless two units can take channels.
    std::vector<mapping::ExplainedPart> explanation;
    bool isPinned = false; ///< Every channel is.
};

/// Layer `index` of the mapping `edited`, which came out of `original`. Throws Error if they do not fit the table.
LayerValues layerValues(const mapping::CostTable &table, const mapping::Mapping &edited,
                        const mapping::Mapping &original, const mapping::Restrictions &restrictions, std::size_t index);

/// The end of a plateau that lies nearest.
int nearestEnd(const StairValues &stairs, double n);
/// The next end of a plateau above n, or below it for a direction below 0; n if there is none.
int nextEnd(const StairValues &stairs, int n, int direction);

} // namespace odimo::widgets
