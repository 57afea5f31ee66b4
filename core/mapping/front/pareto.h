// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace odimo::mapping {

/// One measured point: less cost and more accuracy are better.
struct FrontPoint {
    std::int64_t id = 0;
    double cost = 0;     ///< Cycles or uJ.
    double accuracy = 0; ///< Fraction in [0, 1].
    bool operator==(const FrontPoint &) const = default;
};

/// True if `a` is no worse in both and better in one.
bool dominates(const FrontPoint &a, const FrontPoint &b);

/// Invariant: the points are in ascending order of cost and of accuracy; none dominates another, and no two are equal.
class ParetoFront {
public:
    /// Takes the point in and drops those it dominates; false if it is dominated or equal to one that is there.
    bool insert(const FrontPoint &point);
    std::span<const FrontPoint> points() const { return m_points; }

private:
    std::vector<FrontPoint> m_points;
};

/// By point whether another one dominates it; of equal points neither does.
std::vector<bool> dominatedPoints(std::span<const FrontPoint> points);

/// The knee of a front in ascending cost, as an index: the point farthest above the chord between its cheapest and its
/// most accurate point, both axes scaled to their range on the front; of equals the cheapest. Absent if no point stands
/// above the chord.
std::optional<std::size_t> kneeOf(std::span<const FrontPoint> front);

/// The point that bounds the hypervolume: the worst cost and accuracy that count. Stored with the project, so that
/// figures compare.
struct ReferencePoint {
    double cost = 0;
    double accuracy = 0;
};

/// The exact area that the front dominates inside the reference point (in cost units times accuracy); points beyond it
/// count nothing.
double hypervolume(std::span<const FrontPoint> front, const ReferencePoint &reference);

/// The hypervolume after each point, in the order in which they were measured.
std::vector<double> hypervolumeGrowth(std::span<const FrontPoint> measured, const ReferencePoint &reference);

/// The Wilson score interval of `correct` in `total` at 95 %, as fractions.
struct Interval {
    double low = 0;
    double high = 1;
};
Interval accuracyInterval(std::int64_t correct, std::int64_t total);

} // namespace odimo::mapping
