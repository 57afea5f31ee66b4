// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/settings.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

template <typename Value>
Json optionalJson(const std::optional<Value> &value)
{
    return value ? Json(*value) : Json();
}

std::optional<double> optionalNumber(JsonReader &reader, const char *field)
{
    return reader.value(field).is_null() ? std::nullopt : std::optional(reader.number(field));
}

Json toJson(const RestrictionSettings &restrictions)
{
    return {{"pins", restrictions.pins},
            {"most_latency_ms", optionalJson(restrictions.mostLatency_ms)},
            {"most_energy_uJ", optionalJson(restrictions.mostEnergy_uJ)},
            {"least_accuracy", optionalJson(restrictions.leastAccuracy)}};
}

} // namespace

RestrictionSettings restrictionsFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    RestrictionSettings restrictions{.pins = reader.texts("pins"),
                                     .mostLatency_ms = optionalNumber(reader, "most_latency_ms"),
                                     .mostEnergy_uJ = optionalNumber(reader, "most_energy_uJ"),
                                     .leastAccuracy = optionalNumber(reader, "least_accuracy")};
    reader.finish();
    return restrictions;
}

Json toJson(const Settings &settings)
{
    Json json{{"network", settings.network},
              {"data", settings.data},
              {"platform", settings.platform},
              {"objective", mapping::objectiveName(settings.objective)},
              {"preset", settings.preset},
              {"engine", settings.engine},
              {"strengths", settings.strengths},
              {"targets", settings.targets},
              {"restrictions", toJson(settings.restrictions)},
              {"baselines", nameOf(settings.baselines)},
              {"start_run", optionalJson(settings.startRun)},
              {"points", optionalJson(settings.points)},
              {"epochs", nullptr},
              {"images", optionalJson(settings.images)},
              {"budget_s", settings.budget_s},
              {"seed", settings.seed},
              {"device", settings.device},
              {"threads", nullptr},
              {"precision", protocol::nameOf(settings.precision)},
              {"cost_rule", protocol::nameOf(settings.costRule)},
              {"style", protocol::nameOf(settings.style)}};
    if (!settings.layout.empty())
        json["layout"] = settings.layout;
    if (settings.epochs)
        json["epochs"] = {settings.epochs->warmup, settings.epochs->search, settings.epochs->finetune};
    if (settings.threads)
        json["threads"] = {settings.threads->alone, settings.threads->beside};
    return json;
}

Settings settingsFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    Settings settings;
    settings.network = reader.text("network");
    settings.data = reader.text("data");
    settings.platform = reader.text("platform");
    if (reader.has("layout"))
        settings.layout = reader.text("layout");
    settings.objective = mapping::objectiveFromName(reader.text("objective"));
    settings.preset = reader.text("preset");
    settings.strengths = reader.numbers("strengths");
    if (reader.has("engine")) { // Projects before schema 3 know one engine and none of this.
        settings.engine = reader.text("engine");
        settings.targets = reader.numbers("targets");
        // "wishes" in earlier versions.
        const char *restrictions = reader.has("wishes") ? "wishes" : "restrictions";
        settings.restrictions = restrictionsFromJson(reader.value(restrictions), reader.path(restrictions));
        if (!reader.value("start_run").is_null())
            settings.startRun = reader.bigInteger("start_run");
    } else {
        settings.engine = "odimo";
    }
    if (reader.has("baselines")) // Earlier versions always took the preset's.
        settings.baselines = baselinesFromName(reader.text("baselines"));
    if (!reader.value("points").is_null())
        settings.points = reader.integer("points");
    if (!reader.value("epochs").is_null()) {
        const std::vector<int> epochs = reader.integers("epochs");
        if (epochs.size() != 3)
            throw Error(reader.path("epochs") + " must be three numbers");
        settings.epochs = {.warmup = epochs[0], .search = epochs[1], .finetune = epochs[2]};
    }
    if (!reader.value("images").is_null())
        settings.images = reader.integer("images");
    settings.budget_s = reader.number("budget_s");
    settings.seed = static_cast<std::uint64_t>(reader.bigInteger("seed"));
    settings.device = reader.text("device");
    if (reader.has("threads") && !reader.value("threads").is_null()) {
        const std::vector<int> threads = reader.integers("threads");
        if (threads.size() != 2 || threads[0] < 1 || threads[1] < 1)
            throw Error(reader.path("threads") + " must be two numbers, 1 or more");
        settings.threads = {.alone = threads[0], .beside = threads[1]};
    }
    settings.precision = reader.has("precision") ? protocol::precisionFromName(reader.text("precision"))
                                                 : protocol::Precision::Full; // All that earlier versions had.
    settings.costRule = protocol::costRuleFromName(reader.text("cost_rule"));
    settings.style = protocol::quantiserStyleFromName(reader.text("style"));
    reader.finish();
    return settings;
}

} // namespace odimo::host
