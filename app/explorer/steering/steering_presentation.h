// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "widgets/front/front_values.h"
#include "widgets/layers/split_values.h"
#include "widgets/setup/steering_values.h"

#include <vector>

namespace odimo::explorer {

/// Between the values of the core and what the steering panel and the plot of the front show.

/// Sliders over what the platform and the measurements make useful; the layers of the network.
widgets::SteeringChoices steeringChoices(const ProjectValues &project);

host::RestrictionSettings restrictionsOf(const widgets::SteeringFields &fields);
widgets::SteeringFields steeringFields(const host::RestrictionSettings &restrictions);
widgets::FrontLimits frontLimits(const widgets::SteeringFields &fields, const platform::Platform &platform);
/// `most` is in the unit of the axis.
void setCostLimit(widgets::SteeringFields &fields, widgets::CostAxis axis, double most,
                  const platform::Platform &platform);

/// Those that can be read; the others are still being written.
std::vector<mapping::Pin> readablePins(const QStringList &pins, const platform::Platform &platform);
/// The pins with those of the layer replaced.
QStringList repinned(const QStringList &pins, const platform::Platform &platform, const QString &layer,
                     const std::vector<mapping::Pin> &ofLayer);

/// How a change is called in the Edit menu: "Limit Latency to 0.080 ms", "Pin fc=digital".
QString steeringEditText(const widgets::SteeringFields &before, const widgets::SteeringFields &after);
/// Changes of the same limit that follow each other are one; empty for pins.
QString steeringEditSubject(const widgets::SteeringFields &before, const widgets::SteeringFields &after);

/// A predicted front, as it is shown and as mappings can be made of it.
struct Prediction {
    host::RestrictionSettings restrictions;
    std::vector<host::PredictedEntry> entries;
    std::vector<widgets::PredictedMarker> markers; ///< Of the entries.
};
/// Ascending cost. Throws Error as InstantFront::predict and restrictionsOf do.
Prediction predictionOf(const host::InstantFront &front, mapping::Objective objective,
                        const host::RestrictionSettings &restrictions);
widgets::SplitValues splitValues(const host::InstantFront &front, const Prediction &prediction, std::size_t index);
/// "412 mappings are predicted, from 84.10 % at 0.19 ms to 89.30 % at 0.99 ms."
QString outcomeText(const std::vector<widgets::PredictedMarker> &points, mapping::Objective objective);
QString noAnalysisText();

} // namespace odimo::explorer
