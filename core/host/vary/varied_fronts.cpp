// SPDX-License-Identifier: Apache-2.0
#include "core/host/vary/varied_fronts.h"

#include "core/base/error.h"
#include "core/host/vary/common_front.h"
#include "core/network/passes.h"
#include "core/platform/layout_mode.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace odimo::host {

namespace {

std::vector<VariantPoint> pointsOf(const VariedFronts &fronts, std::size_t variant)
{
    std::vector<VariantPoint> points;
    const std::vector<PredictedEntry> &front = fronts.variants[variant].front;
    for (std::size_t entry = 0; entry < front.size(); ++entry)
        points.push_back({costOf(front[entry], fronts.objective), front[entry].point.penalty, variant, entry});
    return points;
}

/// The variants of one area after another, the smallest first.
std::map<double, std::vector<std::size_t>> byArea(const std::vector<VariantFront> &variants)
{
    std::map<double, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < variants.size(); ++i)
        groups[variants[i].variant.area.value_or(0)].push_back(i);
    return groups;
}

/// The front of `smaller` and the variants of one area. Where some of these are equal it is that which is the best at
/// most points, then the one that the file states, then the first.
std::vector<VariantPoint> frontWith(std::vector<VariantPoint> smaller, std::vector<std::size_t> group,
                                    const VariedFronts &fronts)
{
    std::vector<VariantPoint> all = smaller;
    for (const std::size_t variant : group)
        std::ranges::copy(pointsOf(fronts, variant), std::back_inserter(all));
    const std::vector<std::size_t> best = pointsOnFront(all, fronts.variants.size());
    std::ranges::sort(group, {}, [&](std::size_t i) {
        return std::tuple(all.size() - best[i], !fronts.variants[i].variant.isStated, i);
    });
    for (const std::size_t variant : group)
        std::ranges::copy(pointsOf(fronts, variant), std::back_inserter(smaller));
    return commonFront(smaller);
}

/// Variants of an area are worth having if they stand on the front of all that are no larger. The last of these fronts
/// is the common one.
void compareVariants(VariedFronts &fronts)
{
    std::vector<VariantPoint> front;
    for (const auto &[area, group] : byArea(fronts.variants)) {
        front = frontWith(std::move(front), group, fronts);
        for (const VariantPoint &point : front)
            fronts.variants[point.variant].isUndominated = true;
    }
    for (const VariantPoint &point : front)
        fronts.common.push_back({point.variant, point.entry});
}

} // namespace

double costOf(const PredictedEntry &entry, mapping::Objective objective)
{
    switch (objective) {
    case mapping::Objective::Latency:
        return entry.cost.latency_ms;
    case mapping::Objective::Energy:
        return entry.cost.energy_uJ;
    }
    return 0;
}

VariedFronts variedFronts(const project::Project &project, const Variation &variation, mapping::Objective objective,
                          const mapping::Restrictions &restrictions)
{
    const project::Setup setup = project.setup();
    const InstantFront stated(project);
    const network::Network network = network::simplify(setup.network);
    VariedFronts fronts{.objective = objective,
                        .layout = platform::layoutModeOf(setup.platform),
                        .variation = variation,
                        .variants = {},
                        .common = {}};
    for (Variant &variant : variantsOf(setup.platform, variation)) {
        const InstantFront instant = within(
            nameOf(variant) + ": ", [&] { return stated.on(mapping::makeCostTable(network, variant.platform)); });
        fronts.variants.push_back({.variant = std::move(variant),
                                   .front = instant.predictIfAny(objective, restrictions),
                                   .isUndominated = false});
    }
    compareVariants(fronts);
    return fronts;
}

std::vector<WinningRange> winningRanges(const VariedFronts &fronts)
{
    std::vector<WinningRange> ranges;
    for (std::size_t i = 0; i < fronts.common.size(); ++i) {
        const std::size_t variant = fronts.common[i].variant;
        if (ranges.empty() || ranges.back().variant != variant)
            ranges.push_back({variant, i, i});
        ranges.back().last = i;
    }
    return ranges;
}

} // namespace odimo::host
