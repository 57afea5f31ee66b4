// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/layer_explanation.h"

#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/mapping/cost/energy.h"

namespace odimo::mapping {

namespace {

std::string text(double value) { return numberText(value, 12); }

ExplainedPart latencyOf(const LayerCost &cost, std::span<const int> channels, const platform::Platform &platform,
                        double conversion_cycles)
{
    std::string names;
    std::string values;
    for (std::size_t unit = 0; unit < channels.size(); ++unit) {
        if (channels[unit] == 0)
            continue;
        addToList(names, platform.units[unit].name);
        addToList(values, text(*cost.cycles[unit]));
    }
    ExplainedPart part{.title = "latency", .explanation = {}};
    platform::ExplainedTerm term{"slowest unit", "max(" + names + ")", "max(" + values + ")", cost.latency_cycles,
                                 "cycles"};
    part.explanation.terms.push_back(term);
    if (conversion_cycles > 0)
        part.explanation.terms.push_back({"latency", "slowest unit + conversions of layouts",
                                          text(cost.latency_cycles) + " + " + text(conversion_cycles),
                                          cost.latency_cycles + conversion_cycles, "cycles"});
    return part;
}

ExplainedPart energyOf(const LayerCost &cost, const LayerTable &table, const platform::Platform &platform,
                       double conversion_cycles)
{
    ExplainedPart part{.title = "energy", .explanation = {}};
    std::vector<platform::ExplainedTerm> &terms = part.explanation.terms;
    std::string names;
    std::string values;
    const auto add = [&](platform::ExplainedTerm term) {
        names += (names.empty() ? "" : " + ") + term.name;
        values += (values.empty() ? "" : " + ") + numberText(term.value, 6);
        terms.push_back(std::move(term));
    };
    for (const PowerPhase &phase : powerPhases(platform, cost.cycles)) {
        std::string units;
        for (const int unit : phase.units)
            units += (units.empty() ? "" : " and ") + platform.units[static_cast<std::size_t>(unit)].name;
        add({"while " + units + (phase.units.size() == 1 ? " runs" : " run"), "cycles * power / clock",
             text(phase.cycles) + " * " + text(power_mW(platform, phase.units)) + " mW / " +
                 text(platform.clock_Hz / 1e6) + " MHz",
             phase.energy_uJ, "uJ"});
    }
    double energy = cost.energy_uJ;
    if (conversion_cycles > 0) {
        const double perCycle = table.tensors->energy_uJ_perCycle;
        add({"conversions of layouts", "cycles * energy of one", text(conversion_cycles) + " * " + text(perCycle),
             conversion_cycles * perCycle, "uJ"});
        energy += conversion_cycles * perCycle;
    }
    terms.push_back({"energy", names, values, energy, "uJ"});
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
            parts.push_back({platform.units[unit].name + ", " + std::to_string(channels[unit]) + " of " +
                                 std::to_string(table.layer.geometry.outChannels) + " channels",
                             platform.units[unit].costModel->explain(branch.geometry, channels[unit])});
    }
    parts.push_back(latencyOf(cost, channels, platform, conversion_cycles));
    parts.push_back(energyOf(cost, table, platform, conversion_cycles));
    return parts;
}

std::string textOf(const std::vector<ExplainedPart> &parts)
{
    std::string lines;
    for (const ExplainedPart &part : parts) {
        lines += (lines.empty() ? "" : "\n") + part.title + "\n";
        for (const platform::ExplainedTerm &term : part.explanation.terms)
            lines += "  " + term.name + " = " + term.formula + "\n    = " + term.values + " = " + text(term.value) +
                     " " + term.unit + "\n";
        if (!part.explanation.source.empty())
            lines += "  source: " + part.explanation.source + "\n";
    }
    return lines;
}

} // namespace odimo::mapping
