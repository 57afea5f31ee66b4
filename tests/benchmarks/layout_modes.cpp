// SPDX-License-Identifier: Apache-2.0
// What is left of the front of the published costs when conversions between layouts are counted: for each layout mode,
// the front of a project's analysis beside the mappings that the mode paper finds. For people: nothing is judged here.
#include "core/base/error.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/front/predicted_front.h"
#include "core/network/passes.h"
#include "core/platform/layout_mode.h"
#include "core/project/project.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace odimo;

namespace {

constexpr auto latency = mapping::Objective::Latency;

/// A layer and its channels on the reference unit, where both units have some.
using Split = std::pair<std::size_t, std::ptrdiff_t>;

std::set<Split> splitsOf(const mapping::Mapping &mapping)
{
    std::set<Split> splits;
    for (std::size_t layer = 0; layer < mapping.layers.size(); ++layer) {
        const std::vector<int> &units = mapping.layers[layer].unitOfChannel;
        const auto reference = std::ranges::count(units, 0);
        if (reference > 0 && reference < std::ssize(units))
            splits.insert({layer, reference});
    }
    return splits;
}

struct ModeFront {
    mapping::CostTable table;
    std::vector<mapping::PredictedPoint> points;
    std::vector<mapping::Mapping> mappings;
    double passed_s = 0;
};

ModeFront frontIn(platform::LayoutMode mode, const project::Setup &setup, const mapping::Sensitivity &sensitivity)
{
    const platform::Platform platform = platform::withLayout(platform::loadPlatform(setup.platform.name), mode);
    ModeFront front{
        .table = mapping::makeCostTable(network::simplify(setup.network), platform), .points = {}, .mappings = {}};
    const std::clock_t start = std::clock();
    const auto layers = layerChoices(front.table, sensitivity, {});
    front.points = permittedFront(layers, latency, {}, platform);
    front.passed_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    for (const mapping::PredictedPoint &point : front.points)
        front.mappings.push_back(mappingOf(layers, point));
    return front;
}

/// True if a point of the front is faster and predicted to be at least as accurate.
bool isBeaten(const ModeFront &front, double cycles, double penalty)
{
    return std::ranges::any_of(front.points, [&](const mapping::PredictedPoint &point) {
        return point.latency_cycles < cycles * (1 - 1e-9) && point.penalty <= penalty * (1 + 1e-9);
    });
}

/// The least cycles on the front with at most this penalty.
double fastestWith(const ModeFront &front, double penalty)
{
    // Ascending cycles, descending penalties.
    const auto found = std::ranges::find_if(front.points, [penalty](const mapping::PredictedPoint &point) {
        return point.penalty <= penalty * (1 + 1e-9) + 1e-15;
    });
    return (found == front.points.end() ? front.points.back() : *found).latency_cycles;
}

std::size_t layersSplit(const ModeFront &front, std::set<Split> &different)
{
    std::size_t sum = 0;
    for (const mapping::Mapping &mapping : front.mappings) {
        const std::set<Split> splits = splitsOf(mapping);
        sum += splits.size();
        different.insert(splits.begin(), splits.end());
    }
    return sum;
}

void report(const ModeFront &front, const ModeFront &paper, const mapping::Sensitivity &sensitivity)
{
    const double reference = referenceCost(front.table).latency_cycles;
    std::printf("\n%s: %zu points in %.2f s\n", platform::nameOf(platform::layoutModeOf(front.table.platform)),
                front.points.size(), front.passed_s);
    for (const mapping::Baseline &baseline : baselines(front.table)) {
        const mapping::MappingCost cost = costOf(front.table, baseline.mapping);
        double conversions = 0;
        for (const mapping::LayerCost &layer : cost.layers)
            conversions += layer.conversion_cycles;
        std::printf("  %-24s %8.1f kcycles, %5.1f %%, conversions %8.1f, %zu layers split\n", baseline.name.c_str(),
                    cost.latency_cycles / 1e3, 100 * cost.latency_cycles / reference, conversions / 1e3,
                    splitsOf(baseline.mapping).size());
    }
    std::set<Split> own, onPaper, both;
    const std::size_t split = layersSplit(front, own);
    layersSplit(paper, onPaper);
    std::ranges::set_intersection(own, onPaper, std::inserter(both, both.end()));
    std::size_t stay = 0, faster = 0;
    std::vector<double> excess; // over the fastest that is predicted to be as accurate, as a share
    for (const mapping::Mapping &mapping : paper.mappings) {
        const double cycles = costOf(front.table, mapping).latency_cycles;
        stay += isBeaten(front, cycles, penaltyOf(sensitivity, mapping)) ? 0 : 1;
        faster += cycles < reference ? 1 : 0;
        excess.push_back(cycles / fastestWith(front, penaltyOf(sensitivity, mapping)) - 1);
    }
    std::ranges::sort(excess);
    std::printf(
        "  layers split in a mapping of its front, mean: %.2f of %zu; with a split layer: %td of %zu mappings\n",
        static_cast<double>(split) / static_cast<double>(front.mappings.size()), front.table.layers.size(),
        std::ranges::count_if(front.mappings, [](const auto &each) { return !splitsOf(each).empty(); }),
        front.mappings.size());
    std::printf("  of %zu mappings on the front of paper: %zu not beaten, %zu faster than all on the reference unit\n",
                paper.mappings.size(), stay, faster);
    std::printf("  they cost %.1f %% more than the fastest of its predicted accuracy (median; at most %.1f %%)\n",
                100 * excess[excess.size() / 2], 100 * excess.back());
    std::printf("  of %zu different splits of a layer on the front of paper: %zu on this one, which has %zu\n",
                onPaper.size(), both.size(), own.size());
}

} // namespace

int main(int count, char **arguments)
try {
    if (count != 2) {
        std::fprintf(stderr, "layout_modes PROJECT: a project with an analysis\n");
        return 1;
    }
    const project::Project project = project::Project::open(arguments[1], project::Access::ReadOnly);
    std::optional<mapping::Sensitivity> sensitivity;
    for (const project::Run &run : project.runs())
        if (std::optional<mapping::Sensitivity> found = project.analysis(run.id))
            sensitivity = found;
    if (!sensitivity)
        throw Error("the project has no analysis");
    using enum platform::LayoutMode;
    const ModeFront paper = frontIn(Paper, project.setup(), *sensitivity);
    for (const platform::LayoutMode mode : {Paper, HardwareShuffle, HostConversion})
        report(frontIn(mode, project.setup(), *sensitivity), paper, *sensitivity);
    return 0;
} catch (const Error &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
