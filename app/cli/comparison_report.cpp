// SPDX-License-Identifier: Apache-2.0
#include "app/cli/comparison_report.h"

#include "app/cli/figures.h"
#include "app/cli/run_text.h"
#include "core/base/version.h"

#include <algorithm>

namespace odimo::cli {

namespace {

constexpr double shares[] = {0.1, 0.2, 0.4, 0.6, 0.8, 1.0};

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

std::string summary(const std::vector<Contest> &contests)
{
    std::string text = head({"seed", "engine", "seconds after the warm-up", "hypervolume %", "95 %", "best accuracy %",
                             "measured", "on the front"});
    for (const Contest &each : contests) {
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

double volumeAt(const Contest &contest, double elapsed_s)
{
    double volume = 0;
    for (const Progress &each : contest.progress)
        if (each.elapsed_s <= elapsed_s)
            volume = each.hypervolume;
    return volume;
}

/// The hypervolume of each engine after shares of the longest time of the seed; empty if no engine took part.
std::string overTime(const std::vector<Contest> &contests, std::uint64_t seed)
{
    std::vector<Contest> own;
    std::ranges::copy_if(contests, std::back_inserter(own),
                         [&](const Contest &each) { return each.seed == seed && each.isSearch; });
    if (own.empty())
        return {};
    const double longest = std::ranges::max(own, {}, &Contest::wall_s).wall_s;
    std::vector<std::string> columns{"engine"};
    for (const double share : shares)
        columns.push_back(decimal(share * longest, 0) + " s");
    std::string text = "\nHypervolume (%) while time passes, seed " + std::to_string(seed) + ":\n\n" + head(columns);
    for (const Contest &each : own) {
        std::vector<std::string> cells{each.engine};
        for (const double share : shares)
            cells.push_back(percent(relative(volumeAt(each, share * longest), each.front)));
        text += row(cells);
    }
    return text;
}

std::string points(const Contest &contest)
{
    std::string text = head({"run", "mapping", "accuracy %", "±", "cost, % of all-precise"});
    for (const host::FrontEntry &entry : contest.front.points)
        if (!entry.dominated || !entry.baseline.empty())
            text += row({std::to_string(entry.run), titleOf(entry), percent(entry.accuracy), plusMinus(entry.interval),
                         percent(entry.cost(contest.front.objective) / contest.precise_cost, 1)});
    return text;
}

std::string subject(const ComparisonRequest &request)
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
    if (settings.points)
        text += ", " + std::to_string(*settings.points) + " mappings or strengths";
    return text + ". ODiMO Explorer " + version() + ".";
}

} // namespace

std::string comparisonText(const std::string &title, const ComparisonRequest &request,
                           const std::vector<Contest> &contests)
{
    std::string text =
        "## " + title + "\n\n" + subject(request) +
        "\n\nThe hypervolume is the share of the rectangle between nothing and 1.1 times the all-precise "
        "cost, and between guessing and 100 %. Its interval draws every accuracy anew from as many test "
        "images.\n\n" +
        summary(contests);
    for (const std::uint64_t seed : request.seeds)
        text += overTime(contests, seed);
    for (const Contest &each : contests)
        text += "\nFront of " + each.engine + ", seed " + std::to_string(each.seed) + ":\n\n" + points(each);
    return text + "\n";
}

} // namespace odimo::cli
