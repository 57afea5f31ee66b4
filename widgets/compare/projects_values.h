// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/mapping/front/pareto.h"
#include "widgets/compare/compare_values.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace odimo::widgets {

/// A measured mapping of one of several projects.
struct MergedPoint {
    CompareRun run;
    QString name;
    double accuracy = 0; ///< Fraction of the test set.
    mapping::Interval interval;
    mapping::Cost cost;
    bool isOnMergedFront = false;
    bool isOnOwnFront = false;
    bool isComparable = true;              ///< False: its project has nothing in common with the first.
    std::vector<CompareRun> beatenBy = {}; ///< Of each other project that dominates it, the run that does.
};

/// What one project has on the common plane.
struct ProjectFront {
    std::size_t project = 0;
    double hypervolume = 0; ///< Share of the rectangle up to the reference point that all have.
    int onFront = 0;        ///< Mappings on the front of the project itself,
    int onMerged = 0;       ///< of which so many are on the merged one,
    /// and so many are dominated by a run of the project at this place of MergedFront::projects.
    std::vector<int> beatenBy = {};
};

/// By how much the hypervolume of one project differs from that of another before it.
struct VolumeGain {
    std::size_t first = 0, second = 0; ///< Places in MergedFront::projects.
    double gain = 0;                   ///< The share of the second minus that of the first,
    mapping::Interval interval;        ///< and its 95 % interval.
    /// The test images tell them apart.
    bool isClear() const { return interval.low > 0 || interval.high < 0; }
};

/// The fronts of the projects that can be compared with the first, for one kind of cost.
struct MergedFront {
    std::vector<ProjectFront> projects = {};
    double mergedHypervolume = 0;
    std::vector<VolumeGain> gains = {};   ///< Of every two.
    std::vector<MergedPoint> points = {}; ///< The merged front first, by ascending cost; then the others, likewise.
};

/// Several projects, ready to be shown.
struct ProjectsValues {
    QStringList names;         ///< A, B, ...
    QStringList notComparable; ///< Why, a sentence for each part that differs; empty: everything can be compared.
    MergedFront latency, energy;
    std::vector<CompareSetting> settings;

    const MergedFront &on(mapping::Objective objective) const
    {
        return objective == mapping::Objective::Latency ? latency : energy;
    }
    /// Some can be compared with the first. Of others no point is on the merged front or beaten.
    bool hasCommonFront() const { return latency.projects.size() > 1; }
};

/// "Hypervolume 71.2 % in A, 70.1 % in B, 72.0 % of both together." Of two: whether the test images tell them apart,
/// and how many mappings of each the other beats. Of more: how many each has on the front of all.
QString frontSentence(const MergedFront &front);
/// "A", "B", ...
QString sideName(std::size_t project);
/// "by run 4 of B, run 2 of C"; empty if no other beats it.
QString beatenText(const MergedPoint &point);
/// "+1.20" of 0.012.
QString signedShareText(double share);

} // namespace odimo::widgets
