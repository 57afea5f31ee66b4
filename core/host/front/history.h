// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/data_table.h"
#include "core/host/front/front.h"
#include "core/mapping/cost/channel_counts.h"

#include <cstdint>
#include <vector>

namespace odimo::host {

/// How a search stood at the end of an epoch, or what it found.
struct SearchStep {
    int epoch = 0; ///< From 1; of what was found: the last one.
    int epochs = 0;
    bool isFound = false;   ///< The mapping of the run, after the last epoch.
    double seconds = 0;     ///< Of training since the search began.
    double accuracy = 0;    ///< Fraction of the validation images.
    double relaxedCost = 0; ///< cost / cost(all on the reference unit) that the search itself counted; 0 of what was
                            ///< found.
    mapping::ChannelCounts splits;
    mapping::Cost cost; ///< Of the splits.
};

/// In the order of training; empty if the mapping of the run was not searched by training, or by a version that kept no
/// splits. `epochs` are those of the run.
std::vector<SearchStep> searchSteps(const project::Run &run, const std::vector<protocol::EpochFinished> &epochs,
                                    const mapping::CostTable &table);

/// When a run was measured.
struct MeasuredRun {
    std::int64_t run = 0;
    double seconds = 0; ///< Since the first run of the project began.
};

/// The runs with a mapping and a test accuracy, in the order in which they ended.
std::vector<MeasuredRun> inOrderOfMeasurement(const std::vector<project::Run> &runs);

/// The front when one more of its points had been measured.
struct GrowthStep : MeasuredRun {
    FrontEntry entry;
    bool isOnFront = false; ///< When it was measured.
    std::size_t frontPoints = 0;
    double hypervolume = 0;
    double share = 0; ///< Of the rectangle up to the reference point and accuracy 1.
};
std::vector<GrowthStep> growthOf(const Front &front, const std::vector<project::Run> &runs);

/// With the channels of each layer on each unit: a row for each epoch, layer and unit.
DataTable searchTable(const std::vector<SearchStep> &steps, const platform::Platform &platform);
/// A row for each measured run.
DataTable growthTable(const std::vector<GrowthStep> &steps);

/// The documents of the command line.
Json toJson(const std::vector<SearchStep> &steps, const mapping::CostTable &table);
Json toJson(const std::vector<GrowthStep> &steps);

} // namespace odimo::host
