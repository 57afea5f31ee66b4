// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_values.h"

#include <algorithm>

namespace odimo::widgets {

namespace {

double inThousands(double value) { return value / 1000; }

std::optional<double> inThousands(std::optional<double> value)
{
    return value ? std::optional(*value / 1000) : std::nullopt;
}

template <typename Point>
auto costOfPoint(CostAxis axis, const Point &point)
{
    switch (axis) {
    case CostAxis::Kilocycles:
        return inThousands(point.latency_cycles);
    case CostAxis::Milliseconds:
        return point.latency_ms;
    case CostAxis::Microjoules:
        return point.energy_uJ;
    case CostAxis::Kilobytes:
        return inThousands(point.weight_bytes);
    }
    return decltype(point.energy_uJ)();
}

} // namespace

const FrontValues &FrontSet::on(CostAxis axis) const
{
    switch (axis) {
    case CostAxis::Kilocycles:
    case CostAxis::Milliseconds:
        return latency;
    case CostAxis::Microjoules:
        return energy;
    case CostAxis::Kilobytes:
        return size;
    }
    return latency;
}

double costOn(CostAxis axis, const PointCost &point) { return costOfPoint(axis, point); }
double costOn(CostAxis axis, const PredictedMarker &point) { return costOfPoint(axis, point); }
std::optional<double> costOn(CostAxis axis, const FrontLimits &limits) { return costOfPoint(axis, limits); }

double referenceCostOn(CostAxis axis, const FrontValues &values)
{
    switch (axis) {
    case CostAxis::Kilocycles:
    case CostAxis::Kilobytes:
        return values.reference.cost / 1000;
    case CostAxis::Milliseconds:
        for (const FrontMarker &point : values.points)
            if (point.latency_cycles > 0)
                return values.reference.cost * point.latency_ms / point.latency_cycles;
        return 0;
    case CostAxis::Microjoules:
        return values.reference.cost;
    }
    return 0;
}

double hypervolumeShare(const FrontValues &values)
{
    const double whole = values.reference.cost * (1 - values.reference.accuracy);
    return whole > 0 ? values.hypervolume / whole : 0;
}

const FrontMarker *bestWithin(const FrontLimits &limits, const std::vector<FrontMarker> &points)
{
    if (!limits.latency_ms && !limits.energy_uJ && !limits.accuracy && !limits.weight_bytes)
        return nullptr;
    const FrontMarker *best = nullptr;
    for (const FrontMarker &point : points) {
        const bool isWithin = point.latency_ms <= limits.latency_ms.value_or(point.latency_ms) &&
                              point.energy_uJ <= limits.energy_uJ.value_or(point.energy_uJ) &&
                              point.weight_bytes <= limits.weight_bytes.value_or(point.weight_bytes) &&
                              point.accuracy >= limits.accuracy.value_or(0);
        if (isWithin && (!best || point.accuracy > best->accuracy))
            best = &point;
    }
    return best;
}

} // namespace odimo::widgets
