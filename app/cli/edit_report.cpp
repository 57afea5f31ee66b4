// SPDX-License-Identifier: Apache-2.0
#include "app/cli/edit_report.h"

#include "app/cli/cost_figures.h"
#include "app/cli/layer_table.h"
#include "core/base/number_text.h"
#include "core/mapping/cost/cost_json.h"

#include <nlohmann/json.hpp>

namespace odimo::cli {

namespace {

std::string changeText(double before, double after)
{
    const double change = 100 * (after / before - 1);
    return (change < 0 ? "" : "+") + decimal(change, 1) + " %";
}

Table comparison(const EditReport &report, const mapping::CostTable &costs)
{
    const mapping::Cost before = costOf(costs, report.before);
    const mapping::Cost after = costOf(costs, report.after);
    Table table({{"", Align::Left}, {"before"}, {"after"}, {"change"}});
    table.row({"latency", withUnit(before.latency_cycles, "cycles"), withUnit(after.latency_cycles, "cycles"),
               changeText(before.latency_cycles, after.latency_cycles)});
    table.row({"", withUnit(before.latency_ms * 1e-3, "s"), withUnit(after.latency_ms * 1e-3, "s")});
    table.row({"energy", withUnit(before.energy_uJ * joulePerMicrojoule, "J"),
               withUnit(after.energy_uJ * joulePerMicrojoule, "J"), changeText(before.energy_uJ, after.energy_uJ)});
    if (report.accuracyBefore && report.accuracyAfter) {
        const double points = 100 * (*report.accuracyAfter - *report.accuracyBefore);
        table.row({"predicted accuracy", percent(*report.accuracyBefore) + " %", percent(*report.accuracyAfter) + " %",
                   (points < 0 ? "" : "+") + decimal(points, 2)});
    }
    return table;
}

Json estimateToJson(const mapping::Mapping &mapping, const std::optional<double> &accuracy,
                    const mapping::CostTable &costs)
{
    Json json = mapping::costToJson(costs, mapping);
    json["predicted_accuracy"] = accuracy ? Json(*accuracy) : Json(nullptr);
    return json;
}

} // namespace

std::string textOf(const EditReport &report, const mapping::CostTable &costs)
{
    std::string text;
    for (const std::string &edit : report.edits)
        text += edit + "\n";
    text += (text.empty() ? "" : "\n") + comparison(report, costs).text();
    if (!report.accuracyBefore)
        text += "\nThis network was not analysed, so that no accuracy is predicted; an exploration with the engine "
                "instant makes an analysis.\n";
    return text + "\n" + layerTable(costs, report.after).text();
}

Json toJson(const EditReport &report, const mapping::CostTable &costs)
{
    return {{"edits", report.edits},
            {"moved_channels", mapping::movedChannels(report.before, report.after)},
            {"before", estimateToJson(report.before, report.accuracyBefore, costs)},
            {"after", estimateToJson(report.after, report.accuracyAfter, costs)},
            {"mapping", mapping::toJson(report.after, costs.platform)}};
}

} // namespace odimo::cli
