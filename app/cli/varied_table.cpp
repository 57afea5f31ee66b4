// SPDX-License-Identifier: Apache-2.0
#include "app/cli/varied_table.h"

#include "app/cli/figures.h"
#include "app/cli/run_text.h"
#include "app/cli/table.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace odimo::cli {

namespace {

using host::CommonPoint;
using host::PredictedEntry;
using host::VariantFront;
using host::VariedFronts;
using host::WinningRange;

/// The accuracy that a chip should hardly fall short of.
constexpr double smallLoss = 0.01;

constexpr int areaDigits = 4;

/// Costs in the SI unit that suits the largest.
class CostWriter {
public:
    explicit CostWriter(const VariedFronts &fronts) : m_objective(fronts.objective)
    {
        double largest = 0;
        for (const VariantFront &each : fronts.variants)
            if (!each.front.empty())
                largest = std::max(largest, inBaseUnit(each.front.back()));
        m_scale = scaleFor(largest);
    }
    std::string unit() const { return m_scale.prefix + (m_objective == mapping::Objective::Latency ? "s" : "J"); }
    std::string text(const PredictedEntry &entry) const { return scaled(inBaseUnit(entry), m_scale); }

private:
    double inBaseUnit(const PredictedEntry &entry) const
    {
        constexpr double second_per_ms = 1e-3;
        return host::costOf(entry, m_objective) *
               (m_objective == mapping::Objective::Latency ? second_per_ms : joulePerMicrojoule);
    }

    mapping::Objective m_objective;
    Scale m_scale;
};

std::vector<Column> constantColumns(const host::Variation &variation)
{
    std::vector<Column> columns;
    for (const host::VariedConstant &constant : variation.constants)
        columns.push_back({constant.name});
    if (variation.operatingPoints)
        columns.push_back({"point", Align::Left});
    if (!variation.area.empty())
        columns.push_back({"area"});
    return columns;
}

std::vector<std::string> constantCells(const host::Variant &variant)
{
    std::vector<std::string> cells;
    for (const platform::PlatformConstant &constant : variant.constants)
        cells.push_back(platform::valueText(constant));
    if (!variant.operatingPoint.empty())
        cells.push_back(variant.operatingPoint);
    if (variant.area)
        cells.push_back(numberText(*variant.area, areaDigits));
    return cells;
}

void append(std::vector<std::string> &cells, std::vector<std::string> more)
{
    std::ranges::move(more, std::back_inserter(cells));
}

double bestAccuracy(const VariedFronts &fronts)
{
    return fronts.common.empty() ? 0 : fronts.entryOf(fronts.common.back()).accuracy;
}

/// What a variant can do: its cheapest mapping, the cheapest that is nearly as accurate as any, and its most accurate.
std::vector<std::string> figureCells(const VariantFront &each, const CostWriter &costs, double best)
{
    if (each.front.empty())
        return {"beyond the limits"};
    const auto near = std::ranges::find_if(
        each.front, [best](const PredictedEntry &entry) { return entry.accuracy >= best - smallLoss; });
    return {costs.text(each.front.front()), percent(each.front.front().accuracy),
            near == each.front.end() ? "–" : costs.text(*near), costs.text(each.front.back()),
            percent(each.front.back().accuracy)};
}

/// The variants to show: all in the order of their area if they are so few, else those that are undominated, and the
/// first of these.
std::vector<std::size_t> shownVariants(const VariedFronts &fronts, std::size_t rows)
{
    std::vector<std::size_t> shown(fronts.variants.size());
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    std::ranges::stable_sort(shown, {}, [&](std::size_t i) { return fronts.variants[i].variant.area.value_or(0); });
    if (rows == 0 || shown.size() <= rows)
        return shown;
    std::erase_if(shown, [&](std::size_t i) { return !fronts.variants[i].isUndominated; });
    shown.resize(std::min(shown.size(), rows));
    return shown;
}

std::string leftOut(std::size_t shown, std::size_t all, const std::string &what)
{
    return shown == all ? "" : std::to_string(all - shown) + " " + what + " are left out; --rows 0 shows all\n";
}

std::string variantTable(const VariedFronts &fronts, const CostWriter &costs, std::size_t rows,
                         const Terminal &terminal)
{
    std::vector<Column> columns = constantColumns(fronts.variation);
    columns.insert(columns.end(), {{"cheapest " + costs.unit()},
                                   {"accuracy %"},
                                   {costs.unit() + " within 1 %"},
                                   {"most accurate " + costs.unit()},
                                   {"accuracy %"},
                                   {"", Align::Left}});
    Table table(columns);
    const std::vector<std::size_t> shown = shownVariants(fronts, rows);
    for (const std::size_t i : shown) {
        const VariantFront &each = fronts.variants[i];
        std::vector<std::string> cells = constantCells(each.variant);
        append(cells, figureCells(each, costs, bestAccuracy(fronts)));
        cells.resize(columns.size() - 1);
        cells.push_back(std::string(each.isUndominated ? "*" : " ") + (each.variant.isStated ? " as stated" : ""));
        table.row(std::move(cells));
    }
    return table.text(terminal.columns) +
           leftOut(shown.size(), fronts.variants.size(),
                   std::ssize(shown) == std::ranges::count(fronts.variants, true, &VariantFront::isUndominated)
                       ? "dominated variants"
                       : "variants");
}

/// The widest ranges of accuracy, in their order.
std::vector<WinningRange> shownRanges(const VariedFronts &fronts, std::size_t rows)
{
    std::vector<WinningRange> ranges = winningRanges(fronts);
    if (rows == 0 || ranges.size() <= rows)
        return ranges;
    const auto width = [&](const WinningRange &range) {
        return fronts.entryOf(fronts.common[range.last]).accuracy - fronts.entryOf(fronts.common[range.first]).accuracy;
    };
    std::ranges::stable_sort(ranges, std::greater{}, width);
    ranges.resize(rows);
    std::ranges::sort(ranges, {}, &WinningRange::first);
    return ranges;
}

std::string rangeTable(const VariedFronts &fronts, const CostWriter &costs, std::size_t rows, const Terminal &terminal)
{
    std::vector<Column> columns = {{"accuracy %"}, {"to"}, {costs.unit()}, {"to"}};
    std::ranges::move(constantColumns(fronts.variation), std::back_inserter(columns));
    Table table(columns);
    const std::vector<WinningRange> shown = shownRanges(fronts, rows);
    for (const WinningRange &range : shown) {
        const PredictedEntry &first = fronts.entryOf(fronts.common[range.first]);
        const PredictedEntry &last = fronts.entryOf(fronts.common[range.last]);
        std::vector<std::string> cells = {percent(first.accuracy), percent(last.accuracy), costs.text(first),
                                          costs.text(last)};
        append(cells, constantCells(fronts.variants[range.variant].variant));
        table.row(std::move(cells));
    }
    return table.text(terminal.columns) + leftOut(shown.size(), winningRanges(fronts).size(), "narrower ranges");
}

std::string meaningOfMark(const VariedFronts &fronts)
{
    return fronts.variation.area.empty() ? "some mapping on it is the best of all variants"
                                         : "some mapping on it is better than those on all variants of no larger area";
}

} // namespace

std::string variedText(const VariedFronts &fronts, const project::Setup &setup, int rows, const Terminal &terminal)
{
    const CostWriter costs(fronts);
    const auto most = static_cast<std::size_t>(std::max(rows, 0));
    const std::string text = bold(inputsText(setup), terminal) + "\n" + std::to_string(fronts.variants.size()) +
                             (fronts.variants.size() == 1 ? " variant" : " variants") +
                             " of the platform by accuracy and " + mapping::objectiveName(fronts.objective) +
                             "; accuracies are predictions for validation images. * " + meaningOfMark(fronts) + "\n\n" +
                             variantTable(fronts, costs, most, terminal);
    if (fronts.common.empty())
        return text + "\nNo mapping keeps to the limits on any variant.\n";
    return text + "\nThe best variant for each accuracy" +
           (fronts.variation.area.empty() ? "" : ", whatever its area") + "\n\n" +
           rangeTable(fronts, costs, most, terminal);
}

std::string constantsTable(const platform::Platform &platform)
{
    Table table({{"constant", Align::Left}, {"value"}});
    for (const platform::PlatformConstant &constant : platform::constantsOf(platform))
        table.row({constant.name, platform::valueText(constant)});
    return "What can be varied of " + platform.title + ", for example with --vary UNIT.CONSTANT=8,16,32\n\n" +
           table.text();
}

} // namespace odimo::cli
