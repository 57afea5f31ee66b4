// SPDX-License-Identifier: Apache-2.0
#include "app/cli/comparison_report.h"

#include "app/cli/figures.h"
#include "app/cli/paired.h"
#include "app/cli/run_text.h"
#include "core/base/version.h"

#include <algorithm>

namespace odimo::cli {

namespace {

constexpr double shares[] = {0.1, 0.2, 0.4, 0.6, 0.8, 1.0};

std::string signedDecimal(double value, int digits) { return (value < 0 ? "" : "+") + decimal(value, digits); }

std::string row(const std::vector<std::string> &cells)
{
    std::string line = "|";
    for (const std::string &cell : cells)
        line += " " + cell + " |";
    return line + "\n";
}

std::string head(const std::vector<std::string> &cells)
{
    return row(cells) + row(std::vector<std::string>(cells.size(), "---"));
}

/// As a share of the rectangle from nothing to the reference point.
double relative(double hypervolume, const host::Front &front)
{
    return hypervolume / (front.reference.cost * (1 - front.reference.accuracy));
}

double bestAccuracy(const host::Front &front)
{
    return front.points.empty() ? 0 : std::ranges::max(front.points, {}, &host::FrontEntry::accuracy).accuracy;
}

std::string summary(const std::vector<MethodResult> &results)
{
    std::string text = head({"seed", "engine", "seconds after the warm-up", "hypervolume %", "95 %", "best accuracy %",
                             "measured", "on the front"});
    for (const MethodResult &each : results) {
        const auto onFront = std::ranges::count(each.front.points, false, &host::FrontEntry::dominated);
        text +=
            row({std::to_string(each.seed), each.engine, each.isSearch ? decimal(each.wall_s, 1) : "–",
                 percent(relative(each.front.hypervolume, each.front)),
                 percent(relative(each.hypervolume.low, each.front)) + " to " +
                     percent(relative(each.hypervolume.high, each.front)),
                 percent(bestAccuracy(each.front)), std::to_string(each.front.points.size()), std::to_string(onFront)});
    }
    return text;
}

/// Hypervolumes in % and times of an engine, by seed.
struct BySeed {
    std::vector<double> volumes;
    std::vector<double> times_s;
};

BySeed bySeed(const std::vector<MethodResult> &results, const std::string &engine)
{
    BySeed result;
    for (const MethodResult &each : results)
        if (each.engine == engine) {
            result.volumes.push_back(100 * relative(each.front.hypervolume, each.front));
            result.times_s.push_back(each.wall_s);
        }
    return result;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

/// Median over the seeds of the time of `one` as a share of that of `other`.
double timeRatio(const BySeed &one, const BySeed &other)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < one.times_s.size(); ++i)
        ratios.push_back(one.times_s[i] / other.times_s[i]);
    return median(ratios);
}

std::string verdict(const PairedDifference &difference)
{
    if (!difference.isSignificant())
        return "no difference shown";
    return difference.mean > 0 ? "better" : "worse";
}

/// Every other engine against the first, seed by seed.
std::string paired(const ComparisonRequest &request, const std::vector<MethodResult> &results)
{
    const std::string &first = request.engines.front();
    if (request.engines.size() < 2 || request.seeds.size() < 2)
        return {};
    const BySeed base = bySeed(results, first);
    std::string text = "\nAgainst " + first + ", paired by seed (" + std::to_string(request.seeds.size()) +
                       " seeds; 95 % by Student's t):\n\n" +
                       head({"engine", "hypervolume, difference in %", "95 %", "seeds won", "paired t-test at 5 %",
                             "time, as a share"});
    for (const std::string &engine : request.engines) {
        if (engine == first)
            continue;
        const BySeed own = bySeed(results, engine);
        const PairedDifference difference = pairedDifference(own.volumes, base.volumes);
        const bool isTimed = std::ranges::find(results, engine, &MethodResult::engine)->isSearch;
        text += row({engine, signedDecimal(difference.mean, 2),
                     signedDecimal(difference.interval.low, 2) + " to " + signedDecimal(difference.interval.high, 2),
                     std::to_string(difference.better) + " of " + std::to_string(difference.pairs), verdict(difference),
                     isTimed ? decimal(timeRatio(own, base), 2) : "–"});
    }
    return text;
}

double volumeAt(const MethodResult &result, double elapsed_s)
{
    double volume = 0;
    for (const Progress &each : result.progress)
        if (each.elapsed_s <= elapsed_s)
            volume = each.hypervolume;
    return volume;
}

/// The hypervolume of each engine after shares of the longest time of the seed; empty if no engine took part.
std::string overTime(const std::vector<MethodResult> &results, std::uint64_t seed)
{
    std::vector<MethodResult> own;
    std::ranges::copy_if(results, std::back_inserter(own),
                         [&](const MethodResult &each) { return each.seed == seed && each.isSearch; });
    if (own.empty())
        return {};
    const double longest = std::ranges::max(own, {}, &MethodResult::wall_s).wall_s;
    std::vector<std::string> columns{"engine"};
    for (const double share : shares)
        columns.push_back(decimal(share * longest, longest < 20 ? 1 : 0) + " s");
    std::string text = "\nHypervolume (%) while time passes, seed " + std::to_string(seed) + ":\n\n" + head(columns);
    for (const MethodResult &each : own) {
        std::vector<std::string> cells{each.engine};
        for (const double share : shares)
            cells.push_back(percent(relative(volumeAt(each, share * longest), each.front)));
        text += row(cells);
    }
    return text;
}

std::string points(const MethodResult &result)
{
    std::string text = head({"run", "mapping", "accuracy %", "±", "cost, % of all-reference"});
    for (const host::FrontEntry &entry : result.front.points)
        if (!entry.dominated || !entry.baseline.empty())
            text += row({std::to_string(entry.run), titleOf(entry), percent(entry.accuracy), plusMinus(entry.interval),
                         percent(entry.cost.value(result.front.objective) / result.reference_cost, 1)});
    return text;
}

std::string settingsText(const ComparisonRequest &request)
{
    const host::Settings &settings = request.settings;
    std::string text = "Network " + settings.network + ", data " + settings.data + ", platform " + settings.platform +
                       ", objective " + mapping::objectiveName(settings.objective);
    if (settings.epochs)
        text += ", epochs " + std::to_string(settings.epochs->warmup) + " (warm-up), " +
                std::to_string(settings.epochs->search) + " (search), " + std::to_string(settings.epochs->finetune) +
                " (fine-tuning)";
    if (settings.images)
        text +=
            ", " + (*settings.images == 0 ? std::string("all") : std::to_string(*settings.images)) + " training images";
    text += ", " + std::to_string(request.points) + " measured mappings of each engine";
    return text + ". ODiMO Explorer " + version() + ".";
}

} // namespace

std::string comparisonText(const std::string &title, const ComparisonRequest &request,
                           const std::vector<MethodResult> &results)
{
    std::string text =
        "## " + title + "\n\n" + settingsText(request) +
        "\n\nThe hypervolume is the share of the rectangle between nothing and 1.1 times the all-reference "
        "cost, and between guessing and 100 %. Its interval draws every accuracy anew from as many test "
        "images. Each engine starts from the same warm-up and may have the same number of mappings measured, of which "
        "equal ones count once. All are recalibrated, but for those of odimo-published, whose style has no "
        "recalibration. Validation images select what is on a front, test images measure it. No engine's time or front "
        "holds baselines, which stand in a row of their own.\n\n" +
        summary(results) + paired(request, results);
    for (const std::uint64_t seed : request.seeds)
        text += overTime(results, seed);
    for (const MethodResult &each : results)
        text += "\nFront of " + each.engine + ", seed " + std::to_string(each.seed) + ":\n\n" + points(each);
    return text + "\n";
}

} // namespace odimo::cli
