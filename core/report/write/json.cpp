// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/base/json_text.h"
#include "core/base/version.h"
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

Json costToJson(const mapping::Cost &cost)
{
    return {{"latency_cycles", cost.latency_cycles}, {"latency_ms", cost.latency_ms}, {"energy_uJ", cost.energy_uJ}};
}

Json measurementToJson(const project::Measurement &measured)
{
    const mapping::Interval interval = mapping::accuracyInterval(measured.correct, measured.total);
    return {{"phase", textOrNull(measured.phase)},
            {"split", measured.split},
            {"numerics", measured.numerics},
            {"correct", measured.correct},
            {"total", measured.total},
            {"accuracy", measured.accuracy()},
            {"accuracy_interval", {interval.low, interval.high}},
            {"loss", measured.loss}};
}

Json rowToJson(const RunRow &row)
{
    return {{"run", row.run},
            {"title", row.title},
            {"status", row.status},
            {"role", textOrNull(row.role)},
            {"note", textOrNull(row.note)},
            {"cost", row.cost ? costToJson(*row.cost) : Json()},
            {"weight_bytes", row.point ? Json(row.point->weight_bytes) : Json()},
            {"test", row.test ? measurementToJson(*row.test) : Json()}};
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

Json workerToJson(const protocol::Hello &worker)
{
    return {{"version", worker.version},
            {"commit", textOrNull(worker.commit)},
            {"torch", worker.torch},
            {"device", worker.device},
            {"threads", worker.threads},
            {"host", textOrNull(worker.host)},
            {"processor", textOrNull(worker.processor)},
            {"accelerator", textOrNull(worker.accelerator)}};
}

Json executionsToJson(const std::vector<project::Execution> &executions)
{
    Json all = Json::array();
    for (const project::Execution &each : executions)
        all.push_back({{"phase", each.phase},
                       {"worker", workerToJson(each.worker)},
                       {"program", each.odimo},
                       {"data_sha256", textOrNull(each.data)},
                       {"started_at", each.startedAt},
                       {"finished_at", textOrNull(each.finishedAt)}});
    return all;
}

Json repetitionToJson(const project::Repetition &repetition)
{
    return {{"verdict", project::nameOf(repetition.verdict)},
            {"explanation", repetition.explanation},
            {"worker", workerToJson(repetition.worker)},
            {"at", repetition.at}};
}

Json detailToJson(const RunDetail &detail, const platform::Platform &platform)
{
    Json layers = Json::array(), measurements = Json::array();
    for (const LayerRow &layer : detail.layers)
        layers.push_back(layerToJson(layer, platform));
    for (const project::Measurement &measured : detail.measurements)
        measurements.push_back(measurementToJson(measured));
    Json json = rowToJson(detail.row);
    json["weight_bytes"] = detail.weight_bytes;
    json["reasons"] = detail.reasons;
    json["seed"] = detail.seed;
    json["mapping"] = mapping::toJson(detail.mapping, platform);
    json["layers"] = layers;
    json["timeline"] = timelineToJson(detail.timeline);
    json["use"] = mapping::useToJson(detail.timeline);
    json["measurements"] = measurements;
    json["findings"] = detail.findings;
    json["executions"] = executionsToJson(detail.executions);
    json["repetition"] = detail.repetition ? repetitionToJson(*detail.repetition) : Json();
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
    return {{"schema", schema},
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
            {"reference", {{"name", report.referenceName}, {"cost", costToJson(report.reference)}}},
            {"front", host::toJson(report.front)},
            {"runs", runs},
            {"chosen", chosen},
            {"settings", parsedOrNull(report.settingsText, "settings of " + report.project)},
            {"plan", parsedOrNull(report.planText, "plan of " + report.project)},
            {"provenance", factsToJson(report.provenance)},
            {"commands", report.commands}};
}

std::string jsonText(const Report &report) { return documentText(jsonOf(report)); }

} // namespace odimo::report
