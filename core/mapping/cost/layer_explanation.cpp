// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/layer_explanation.h"

#include "core/base/number_text.h"
#include "core/mapping/cost/energy.h"

#include <algorithm>

namespace odimo::mapping {

using platform::joined;
using platform::named;

namespace {

/// By datapath the cycles of its units with channels.
std::vector<platform::Formula> datapathsOf(const LayerCost &cost, std::span<const int> channels,
                                           const platform::Platform &platform)
{
    std::vector<platform::Formula> datapaths;
    std::vector<int> firstUnits;
    for (int unit = 0; unit < static_cast<int>(channels.size()); ++unit) {
        const auto index = static_cast<std::size_t>(unit);
        if (channels[index] == 0)
            continue;
        const platform::FormulaPart cycles = named(platform.units[index].name, *cost.cycles[index]);
        const auto first =
            std::ranges::find_if(firstUnits, [&](int each) { return platform.shareDatapath(each, unit); });
        if (first != firstUnits.end()) {
            platform::Formula &datapath = datapaths[static_cast<std::size_t>(first - firstUnits.begin())];
            datapath.insert(datapath.end(), {{" + "}, cycles});
            continue;
        }
        firstUnits.push_back(unit);
        datapaths.push_back({cycles});
    }
    return datapaths;
}

ExplainedPart latencyOf(const LayerCost &cost, std::span<const int> channels, const platform::Platform &platform,
                        double conversion_cycles)
{
    const std::vector<platform::Formula> datapaths = datapathsOf(cost, channels, platform);
    platform::Formula running;
    for (const platform::Formula &datapath : datapaths) {
        if (!running.empty())
            running.push_back({", "});
        running.insert(running.end(), datapath.begin(), datapath.end());
    }
    const bool inTurn =
        std::ranges::any_of(datapaths, [](const platform::Formula &datapath) { return datapath.size() > 1; });
    const std::string slowest = inTurn ? "slowest datapath" : "slowest unit";
    ExplainedPart part{.unit = {}, .total = Objective::Latency, .explanation = {}};
    part.explanation.terms.push_back(
        {{slowest}, platform::Formula{{"max("}} + running + platform::Formula{{")"}}, cost.latency_cycles, "cycles"});
    if (conversion_cycles > 0)
        part.explanation.terms.push_back(
            {{"latency"},
             joined({named(slowest, cost.latency_cycles), named("conversions of layouts", conversion_cycles)}, " + "),
             cost.latency_cycles + conversion_cycles,
             "cycles"});
    return part;
}

ExplainedPart energyOf(const LayerCost &cost, const LayerTable &table, const platform::Platform &platform,
                       double conversion_cycles)
{
    constexpr int digits = 6;
    ExplainedPart part{.unit = {}, .total = Objective::Energy, .explanation = {}};
    std::vector<platform::ExplainedTerm> &terms = part.explanation.terms;
    platform::Formula sum;
    const auto add = [&](platform::ExplainedTerm term) {
        sum.push_back({.name = term.name, .value = term.value, .digits = digits});
        terms.push_back(std::move(term));
    };
    for (const PowerPhase &phase : powerPhases(platform, cost.cycles)) {
        platform::Label running;
        for (const int unit : phase.units)
            running.units.push_back(platform.units[static_cast<std::size_t>(unit)].name);
        add({running,
             {named("cycles", phase.cycles),
              {" * "},
              named("power", power_mW(platform, phase.units), "mW"),
              {" / "},
              named("clock", platform.clock_Hz / 1e6, "MHz")},
             phase.energy_uJ,
             "uJ"});
    }
    double energy = cost.energy_uJ;
    if (conversion_cycles > 0) {
        const double perCycle = table.tensors->energy_uJ_perCycle;
        add({{"conversions of layouts"},
             joined({named("cycles", conversion_cycles), named("energy of one", perCycle)}, " * "),
             conversion_cycles * perCycle,
             "uJ"});
        energy += conversion_cycles * perCycle;
    }
    terms.push_back({{"energy"}, joined(sum, " + "), energy, "uJ"});
    return part;
}

} // namespace

std::vector<ExplainedPart> explainLayer(const LayerTable &table, const platform::Platform &platform,
                                        std::span<const int> channels, double conversion_cycles)
{
    const LayerCost cost = costOfLayer(table, platform, channels);
    std::vector<ExplainedPart> parts;
    for (const platform::Branch &branch : table.branches) {
        const auto unit = static_cast<std::size_t>(branch.unit);
        if (channels[unit] > 0)
            parts.push_back({.unit = platform.units[unit].name,
                             .channels = channels[unit],
                             .ofChannels = table.layer.geometry.outChannels,
                             .explanation = platform::explanationOf(*platform.units[unit].costModel, branch.geometry,
                                                                    channels[unit])});
    }
    parts.push_back(latencyOf(cost, channels, platform, conversion_cycles));
    parts.push_back(energyOf(cost, table, platform, conversion_cycles));
    return parts;
}

std::string titleOf(const ExplainedPart &part)
{
    if (part.unit.empty())
        return objectiveName(part.total);
    return part.unit + ", " + std::to_string(part.channels) + " of " + std::to_string(part.ofChannels) + " channels";
}

std::string textOf(const std::vector<ExplainedPart> &parts)
{
    std::string lines;
    for (const ExplainedPart &part : parts) {
        lines += (lines.empty() ? "" : "\n") + titleOf(part) + "\n";
        for (const platform::ExplainedTerm &term : part.explanation.terms)
            lines += "  " + textOf(term.name) + " = " + namesText(term.formula) +
                     "\n    = " + valuesText(term.formula) + " = " + numberText(term.value, 12) + " " + term.unit +
                     "\n";
        if (!part.explanation.source.empty())
            lines += "  source: " + part.explanation.source + "\n";
    }
    return lines;
}

} // namespace odimo::mapping
