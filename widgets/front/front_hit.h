// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"

#include <QPointF>

namespace odimo::widgets {

class FrontDrawing;
class PredictionDrawing;

/// What a point of the front stands for, when something is to be done with it.
struct FrontTarget {
    std::int64_t run = 0;                     ///< Of a measured point or a run in work; 0 otherwise.
    std::optional<qsizetype> prediction = {}; ///< Its place in FrontPlot::prediction().
    QString baseline = {};                    ///< That nobody has trained.
};

/// What lies under the cursor: at most one of them.
struct FrontHit {
    const FrontMarker *point = nullptr;
    const GhostMarker *ghost = nullptr;
    const PredictedMarker *predicted = nullptr;
    bool operator==(const FrontHit &) const = default;
};

/// Measured points come first, then those in work, then predictions.
FrontHit hitAt(const QPointF &position, const FrontDrawing &drawing, const PredictionDrawing &prediction);
FrontTarget targetOf(const FrontHit &hit, const PredictionDrawing &prediction);

/// Empty if nothing is hit.
QString describe(const FrontHit &hit);
QString describeInLine(const FrontHit &hit);

} // namespace odimo::widgets
