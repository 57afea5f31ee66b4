// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_hit.h"

#include "widgets/front/front_drawing.h"
#include "widgets/front/front_text.h"
#include "widgets/front/prediction_drawing.h"

namespace odimo::widgets {

FrontHit hitAt(const QPointF &position, const FrontDrawing &drawing, const PredictionDrawing &prediction)
{
    if (const FrontMarker *point = drawing.pointAt(position))
        return {.point = point};
    if (const GhostMarker *ghost = drawing.ghosts().ghostAt(position))
        return {.ghost = ghost};
    return {.predicted = prediction.pointAt(position)};
}

FrontTarget targetOf(const FrontHit &hit, const PredictionDrawing &prediction)
{
    if (hit.point)
        return {.run = hit.point->run};
    if (hit.ghost)
        return {.run = hit.ghost->run, .baseline = hit.ghost->run == 0 ? hit.ghost->name : QString()};
    if (hit.predicted)
        return {.prediction = hit.predicted - prediction.points().data()};
    return {};
}

QString describe(const FrontHit &hit)
{
    if (hit.point)
        return describe(*hit.point);
    if (hit.ghost)
        return describe(*hit.ghost);
    return hit.predicted ? describe(*hit.predicted) : QString();
}

QString describeInLine(const FrontHit &hit)
{
    if (hit.point)
        return describeInLine(*hit.point);
    if (hit.ghost)
        return describeInLine(*hit.ghost);
    return hit.predicted ? describeInLine(*hit.predicted) : QString();
}

} // namespace odimo::widgets
