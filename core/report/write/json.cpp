// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/base/json_text.h"
#include "core/base/version.h"
#include "core/host/deliver/run_json.h"
#include "core/mapping/cost/cost_json.h"
#include "core/mapping/cost/timeline_json.h"
#include "core/platform/layout_mode.h"
#include "core/report/write/writers.h"

#include <nlohmann/json.hpp>

namespace odimo::report {

namespace {

constexpr int schema = 1;

Json textOrNull(const std::string &text) { return text.empty() ? Json() : Json(text); }

Json parsedOrNull(const std::string &text, const std::string &what)
{
    return text.empty() ? Json() : parseJson(text, what);
}

Json rowToJson(const RunRow &row)
{
    return {{"run", row.run},
            {"title", row.title},
            {"status", row.status},
            {"role", textOrNull(row.role)},
            {"note", textOrNull(row.note)},
            {"cost", row.cost ? mapping::toJson(*row.cost) : Json()},
            {"weight_bytes", row.point ? Json(row.point->weight_bytes) : Json()},
            {"test", row.test ? host::toJson(*row.test) : Json()}};
}

Json layerToJson(const LayerRow &layer, const platform::Platform &platform)
{
    Json channels = Json::object();
    for (std::size_t unit = 0; unit < layer.channels.size(); ++unit)
        channels[platform.units[unit].name] = layer.channels[unit];
    return {{"name", layer.name},
            {"channels", channels},
            {"cycles", mapping::cyclesToJson(layer.cost, platform)},
            {"conversion_cycles", layer.cost.conversion_cycles},
            {"latency_cycles", layer.cost.latency_cycles},
            {"energy_uJ", layer.cost.energy_uJ},
            {"bottleneck", textOrNull(layer.bottleneck)}};
}

Json timelineToJson(const mapping::Timeline &timeline)
{
    Json lanes = Json::array();
    for (const mapping::Lane &lane : timeline.lanes) {
        Json spans = Json::array();
        for (const mapping::TimeSpan &span : lane.spans)
            spans.push_back({{"layer", timeline.steps[span.step].name},
                             {"activity", mapping::nameOf(span.activity)},
                             {"begin_cycles", span.begin_cycles},
                             {"end_cycles", span.end_cycles}});
        lanes.push_back({{"name", lane.name}, {"spans", spans}});
    }
    return {{"clock_Hz", timeline.clock_Hz}, {"cycles", timeline.cycles}, {"lanes", lanes}};
}

Json detailToJson(const RunDetail &detail, const platform::Platform &platform)
{
    Json layers = Json::array();
    for (const LayerRow &layer : detail.layers)
        layers.push_back(layerToJson(layer, platform));
    Json json = rowToJson(detail.row);
    json["weight_bytes"] = detail.weight_bytes;
    json["reasons"] = detail.reasons;
    json["seed"] = detail.seed;
    json["mapping"] = mapping::toJson(detail.mapping, platform);
    json["layers"] = layers;
    json["timeline"] = timelineToJson(detail.timeline);
    json["use"] = mapping::useToJson(detail.timeline);
    json["measurements"] = host::toJson(detail.measurements);
    json["findings"] = detail.findings;
    json["executions"] = host::toJson(detail.executions);
    json["repetition"] = detail.repetition ? host::toJson(*detail.repetition) : Json();
    json["receipt"] = detail.receipt ? deploy::toJson(*detail.receipt) : Json();
    json["settings"] = parsedOrNull(detail.settings, "settings of run " + std::to_string(detail.row.run));
    return json;
}

Json platformToJson(const Report &report)
{
    Json units = Json::array();
    for (const platform::ComputeUnit &unit : report.platform.units)
        units.push_back(unit.name);
    return {{"name", report.platform.name},
            {"title", report.platformTitle},
            {"clock_Hz", report.platform.clock_Hz},
            {"layout", platform::nameOf(platform::layoutModeOf(report.platform))},
            {"units", units}};
}

Json factsToJson(const std::vector<Fact> &facts)
{
    Json json = Json::object();
    for (const Fact &fact : facts)
        json[fact.name] = fact.value;
    return json;
}

} // namespace

Json jsonOf(const Report &report)
{
    Json runs = Json::array(), chosen = Json::array();
    for (const RunRow &row : report.runs)
        runs.push_back(rowToJson(row));
    for (const RunDetail &detail : report.chosen)
        chosen.push_back(detailToJson(detail, report.platform));
    const Headline &headline = report.headline;
    Json json{{"schema", schema},
              {"kind", "mapping report"},
              {"program", std::string("odimo ") + version()},
              {"project", report.project},
              {"network", report.network},
              {"data", report.data},
              {"classes", report.classes},
              {"platform", platformToJson(report)},
              {"headline",
               {{"sentence", headline.sentence},
                {"detail", textOrNull(headline.detail)},
                {"run", headline.run ? Json(*headline.run) : Json()}}},
              {"reference", {{"name", report.referenceName}, {"cost", mapping::toJson(report.reference)}}},
              {"front", host::toJson(report.front)},
              {"runs", runs},
              {"chosen", chosen},
              {"settings", parsedOrNull(report.settingsText, "settings of " + report.project)},
              {"plan", parsedOrNull(report.planText, "plan of " + report.project)},
              {"provenance", factsToJson(report.provenance)},
              {"commands", report.commands}};
    if (!report.seeds.empty())
        json["seeds"] = host::toJson(report.seeds);
    return json;
}

std::string jsonText(const Report &report) { return documentText(jsonOf(report)); }

} // namespace odimo::report
