// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/mapping/cost/energy.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::mapping {

enum class Activity {
    Compute,
    Move,    ///< Between memories.
    Convert, ///< A tensor, into another layout.
    Idle,
};

const char *nameOf(Activity activity); ///< "compute", "move", "convert", "idle"

struct TimeSpan {
    std::size_t step = 0; ///< Of Timeline::steps.
    double begin_cycles = 0;
    double end_cycles = 0;
    Activity activity = Activity::Compute;
    std::string what = {};         ///< Of a job of a program: "load", "requantise", ...; empty in a model.
    std::optional<int> index = {}; ///< Of its tile or pass.

    double cycles() const { return end_cycles - begin_cycles; }
    bool operator==(const TimeSpan &) const = default;
};

/// What one unit, the host core or the conversions do. Spans are in order and do not overlap; those of a unit cover the
/// whole time, as its idle time is stated.
struct Lane {
    std::string name = {};
    std::optional<int> unit = {}; ///< Of the platform; absent for the host core and for conversions.
    std::vector<TimeSpan> spans = {};
};

/// True for the lane of conversions between layouts, which is no unit.
bool isConversions(const Lane &lane);

/// What a lane does in a step.
struct LaneUse {
    double busy_cycles = 0;
    bool refused = false; ///< No channel of the layer may stand on this unit.
};

/// A layer, or another step of a program. Steps follow one another without gaps.
struct TimelineStep {
    std::string name = {};
    bool isLayer = true;
    double begin_cycles = 0;
    double end_cycles = 0;
    std::vector<LaneUse> lanes = {};              ///< In the order of Timeline::lanes.
    std::optional<std::size_t> bottleneck = {};   ///< The lane that is busy longest; absent if none is.
    std::vector<PowerPhase> energy = {};          ///< By the units that run; empty if it is not known.
    std::optional<double> conversion_energy_uJ{}; ///< Absent where conversions do not count.

    double cycles() const { return end_cycles - begin_cycles; }
    double idle_cycles(std::size_t lane) const { return cycles() - lanes[lane].busy_cycles; }
    double energy_uJ() const;
};

/// Which unit does what when, for one image.
struct Timeline {
    double clock_Hz = 1;
    double cycles = 0;
    std::vector<Lane> lanes = {};
    std::vector<TimelineStep> steps = {};

    double busy_cycles(std::size_t lane) const;
    /// The part of the time in which a lane does nothing; 0 of no time.
    double idleShare(std::size_t lane) const;
};

/// What the cost model says: layers one after another, in each all units start together, before and behind them
/// tensors are brought into other layouts where the platform counts that (a lane of its own). Throws Error as costOf().
Timeline timelineOf(const CostTable &table, const Mapping &mapping);

/// States what follows from the spans of work: the idle time of units, use, and bottlenecks. Steps that have `lanes`
/// keep what these say of refusals.
Timeline completed(Timeline timeline);

/// How well the lanes of a timeline are used.
struct LaneSummary {
    std::optional<std::size_t> mostIdle = {};   ///< The unit that is idle longest; absent if none ever is.
    double idleShare = 0;                       ///< Of it.
    std::optional<std::size_t> bottleneck = {}; ///< The lane that is the bottleneck most often; absent if nothing runs.
    int bottleneckSteps = 0;                    ///< In so many steps
    int steps = 0;                              ///< of so many,
    bool areLayers = true;                      ///< all of them layers.
};
LaneSummary laneSummary(const Timeline &timeline);

/// "analog idle 41 %, digital is the bottleneck in 12 of 21 layers": the unit that is idle longest, and the lane that
/// is the bottleneck most often, of layers, or of all steps if there are others.
std::string summaryOf(const Timeline &timeline);

} // namespace odimo::mapping
