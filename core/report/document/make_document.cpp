// SPDX-License-Identifier: Apache-2.0
#include "core/report/document/make_document.h"

#include "core/base/list_text.h"
#include "core/base/visible_text.h"
#include "core/report/document/run_section.h"
#include "core/report/document/runs_table.h"
#include "core/report/figure/front_figure.h"

namespace odimo::report {

namespace {

std::string frontCaption(const Report &report)
{
    std::string text = "Accuracy on the test set against " +
                       std::string(mapping::objectiveName(report.front.objective)) +
                       " by the cost model of the platform. Whiskers are 95 % Wilson intervals.";
    if (report.front.knee)
        text += " The knee is run " + std::to_string(*report.front.knee) + ".";
    return text;
}

void addFront(Document &document, const Report &report)
{
    document.blocks.push_back(Heading{.text = "Front"});
    document.blocks.push_back(Figure{.drawing = frontFigure(report), .caption = frontCaption(report)});
    document.blocks.push_back(Heading{.text = "Runs"});
    document.blocks.push_back(runsTable(report));
    document.blocks.push_back(Paragraph{.text = runsNote(report), .tone = Tone::Note});
    if (report.seeds.empty())
        return;
    document.blocks.push_back(Heading{.text = "Seeds"});
    document.blocks.push_back(seedsTable(report));
    document.blocks.push_back(Paragraph{.text =
                                            "Runs that differ in nothing but the seed: the mean, and in brackets the "
                                            "least and the most.",
                                        .tone = Tone::Note});
}

Table factsTable(const std::vector<Fact> &facts)
{
    Table table{.columns = {{.title = "", .align = Align::Left}, {.title = "", .align = Align::Left, .isName = true}},
                .rows = {}};
    for (const Fact &fact : facts)
        table.rows.push_back({.cells = {{.text = visibleLine(fact.name)}, {.text = visibleLine(fact.value)}}});
    return table;
}

void addFacts(Document &document, const char *title, const std::vector<Fact> &facts)
{
    if (facts.empty())
        return;
    document.blocks.push_back(Heading{.text = title});
    document.blocks.push_back(factsTable(facts));
}

std::string unitsText(const platform::Platform &platform)
{
    std::string text;
    for (const platform::ComputeUnit &unit : platform.units)
        addToList(text, unit.name);
    return text;
}

} // namespace

Document documentOf(const Report &report)
{
    Document document{.title = visibleLine(report.network + " on " + report.platformTitle),
                      .subtitle = visibleLine("Mapping report of " + report.project + ": " + report.data + ", " +
                                              std::to_string(report.classes.size()) + " classes; units " +
                                              unitsText(report.platform))};
    for (const platform::ComputeUnit &unit : report.platform.units)
        document.units.push_back(visibleLine(unit.name));
    document.blocks.push_back(Paragraph{.text = visibleLine(report.headline.sentence), .tone = Tone::Lead});
    if (!report.headline.detail.empty())
        document.blocks.push_back(Paragraph{.text = visibleLine(report.headline.detail)});
    if (!report.front.points.empty())
        addFront(document, report);
    else if (!report.runs.empty()) {
        document.blocks.push_back(Heading{.text = "Runs"});
        document.blocks.push_back(runsTable(report));
    }
    for (const RunDetail &detail : report.chosen)
        addRunSection(document, report, detail);
    addFacts(document, "Settings", report.settings);
    addFacts(document, "Provenance", report.provenance);
    document.blocks.push_back(Heading{.text = "How to repeat it"});
    Commands commands;
    for (const std::string &line : report.commands)
        commands.lines.push_back(visibleLine(line));
    document.blocks.push_back(std::move(commands));
    return document;
}

} // namespace odimo::report
