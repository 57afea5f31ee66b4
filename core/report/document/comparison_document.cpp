// SPDX-License-Identifier: Apache-2.0
#include "core/report/document/comparison_document.h"

#include "core/base/list_text.h"
#include "core/base/unit_text.h"
#include "core/base/visible_text.h"
#include "core/host/compare/setting_words.h"
#include "core/report/document/merged_front.h"

#include <algorithm>
#include <filesystem>

namespace odimo::report {

namespace {

std::string fileName(const ComparedSide &side) { return std::filesystem::path(side.path).filename().string(); }

void addProjects(const Comparison &comparison, Document &document)
{
    Table table{.columns = {{.title = "", .align = Align::Left},
                            {.title = "project", .align = Align::Left, .isName = true},
                            {.title = "about", .align = Align::Left, .isName = true}},
                .rows = {}};
    for (const ComparedSide &side : comparison.sides)
        table.rows.push_back({.cells = {{.text = side.mark},
                                        {.text = visibleLine(fileName(side))},
                                        {.text = visibleLine(side.inputs)}}});
    document.blocks.push_back(std::move(table));
}

/// A sentence for each part that a project does not share with the first.
void addWhatCannotBeCompared(const Comparison &comparison, Document &document)
{
    for (std::size_t which = 0; which < comparison.sides.size(); ++which)
        for (const host::PartDifference &part : comparison.difference.notComparable[which])
            document.blocks.push_back(
                Paragraph{.text = visibleLine(comparison.sides[which].mark +
                                              " is another subject than A: " + host::textOf(part) + ".")});
}

double costOf(const host::LayerShare &share, mapping::Objective objective)
{
    return objective == mapping::Objective::Latency ? share.latency_cycles : share.energy_uJ * joulePerMicrojoule;
}

Scale layerScale(const Comparison &comparison)
{
    double most = 0;
    for (const host::LayerRow &row : comparison.difference.layers.layers)
        for (const std::optional<host::LayerShare> &share : row.shares)
            most = std::max(most, share ? costOf(*share, comparison.objective) : 0);
    return scaleFor(most);
}

Row layerRow(const host::LayerRow &layer, const Comparison &comparison, const Scale &scale)
{
    Row row{.cells = {{.text = visibleLine(layer.layer)}}};
    for (const std::optional<host::LayerShare> &share : layer.shares) {
        row.cells.push_back(share ? Cell{.split = share->channels} : Cell{.text = "—"});
        row.cells.push_back({.text = share ? scaled(costOf(*share, comparison.objective), scale) : ""});
    }
    return row;
}

/// What the layers add up to.
Row sumRow(const Comparison &comparison, const Scale &scale)
{
    Row row{.cells = {{.text = "network"}}, .isStrong = true, .beginsGroup = true};
    for (std::size_t which = 0; which < comparison.sides.size(); ++which) {
        host::LayerShare sum{.channels = std::vector<int>(comparison.difference.layers.units.size(), 0)};
        for (const host::LayerRow &layer : comparison.difference.layers.layers)
            if (const auto &share = layer.shares[which]) {
                for (std::size_t unit = 0; unit < sum.channels.size(); ++unit)
                    sum.channels[unit] += share->channels[unit];
            }
        const auto &chosen = comparison.sides[which].chosen;
        if (chosen) { // With conversions between layouts, which belong to no layer.
            sum.latency_cycles = chosen->cost.latency_cycles;
            sum.energy_uJ = chosen->cost.energy_uJ;
        }
        row.cells.push_back(chosen ? Cell{.split = sum.channels} : Cell{.text = "—"});
        row.cells.push_back({.text = chosen ? scaled(costOf(sum, comparison.objective), scale) : ""});
    }
    return row;
}

std::string chosenText(const ComparedSide &side)
{
    std::string text = titleOf(side);
    if (!side.chosen)
        return text + ".";
    const auto &[run, title, reason, cost, test] = *side.chosen;
    if (test) {
        const mapping::Interval interval = mapping::accuracyInterval(test->correct, test->total);
        text += ", " + percent(test->accuracy()) + " % (95 % interval " + percent(interval.low) + " to " +
                percent(interval.high) + " %)";
    }
    return text + ", " + withUnit(cost.latency_cycles, "cycles") + ", " + withUnit(cost.latency_ms * 1e-3, "s") + ", " +
           withUnit(cost.energy_uJ * joulePerMicrojoule, "J") + ".";
}

void addLayers(const Comparison &comparison, Told told, Document &document)
{
    const host::LayersSideBySide &all = comparison.difference.layers;
    if (all.layers.empty())
        return;
    document.blocks.push_back(Heading{.text = "Layer by layer"});
    for (const ComparedSide &side : comparison.sides)
        document.blocks.push_back(Paragraph{.text = visibleLine(chosenText(side))});
    const Scale scale = layerScale(comparison);
    const std::string unit = comparison.objective == mapping::Objective::Latency ? "cycles" : "J";
    Table table{
        .columns = {{.title = "layer", .align = Align::Left, .isName = true}}, .rows = {}, .units = all.units.size()};
    for (const ComparedSide &side : comparison.sides) {
        table.columns.push_back({.title = side.mark, .align = Align::Left});
        table.columns.push_back({.title = scale.prefix + unit});
    }
    std::size_t same = 0;
    for (const host::LayerRow &layer : all.layers) {
        if (layer.isSame() && told == Told::Differences)
            ++same;
        else
            table.rows.push_back(layerRow(layer, comparison, scale));
    }
    table.rows.push_back(sumRow(comparison, scale));
    document.blocks.push_back(std::move(table));
    if (same > 0)
        document.blocks.push_back(
            Paragraph{.text = std::to_string(same) +
                              (same == 1 ? " more layer is the same in all." : " more layers are the same in all."),
                      .tone = Tone::Note});
}

void addSettings(const Comparison &comparison, Told told, Document &document)
{
    document.blocks.push_back(Heading{.text = "Settings"});
    Table table{.columns = {{.title = "setting", .align = Align::Left}}, .rows = {}};
    for (const ComparedSide &side : comparison.sides)
        table.columns.push_back({.title = side.mark, .align = Align::Left, .isName = true});
    std::size_t same = 0;
    for (const host::SettingRow &setting : comparison.difference.settings) {
        if (setting.isSame() && told == Told::Differences) {
            ++same;
            continue;
        }
        Row row{.cells = {{.text = visibleLine(host::settingWords(setting.name))}}};
        for (const std::string &value : setting.values)
            row.cells.push_back({.text = visibleLine(value)});
        table.rows.push_back(std::move(row));
    }
    const bool isSame = table.rows.empty();
    if (!isSame)
        document.blocks.push_back(std::move(table));
    if (same > 0)
        document.blocks.push_back(Paragraph{.text = table.rows.empty()
                                                        ? "All settings are the same."
                                                        : std::to_string(same) + " more are the same in all.",
                                            .tone = Tone::Note});
}

} // namespace

Document documentOf(const Comparison &comparison, Told told)
{
    std::string names;
    for (const ComparedSide &side : comparison.sides)
        addToList(names, fileName(side));
    Document document{.title = visibleLine("Comparison of " + names),
                      .subtitle = "By " + std::string(mapping::objectiveName(comparison.objective)) +
                                  ", as the cost model of the platform has it"};
    for (const std::string &unit : comparison.difference.layers.units)
        document.units.push_back(visibleLine(unit));
    addProjects(comparison, document);
    addWhatCannotBeCompared(comparison, document);
    if (const auto &fronts = comparison.difference.on(comparison.objective))
        addMergedFront(comparison, *fronts, document);
    addLayers(comparison, told, document);
    addSettings(comparison, told, document);
    return document;
}

} // namespace odimo::report
