// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/host/plan.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

Json toJson(const Plan &plan)
{
    return {{"warmup", protocol::toJson(plan.warmup)},
            {"search", protocol::toJson(plan.search)},
            {"finetune", protocol::toJson(plan.finetune)},
            {"strengths", plan.strengths},
            {"baselines", plan.baselines},
            {"jobs", plan.jobs},
            {"threads", plan.threads},
            {"warmup_threads", plan.warmupThreads},
            {"weights", plan.weights},
            {"explanation", plan.explanation}};
}

Plan planFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    const auto schedule = [&reader](const char *field) {
        return protocol::scheduleFromJson(reader.value(field), reader.path(field));
    };
    Plan plan{.warmup = schedule("warmup"),
              .search = schedule("search"),
              .finetune = schedule("finetune"),
              .strengths = reader.numbers("strengths"),
              .baselines = reader.texts("baselines"),
              .jobs = reader.integer("jobs", 1),
              .threads = reader.integer("threads", 1),
              .warmupThreads = reader.integer("warmup_threads", 0),
              .weights = reader.text("weights"),
              .explanation = reader.text("explanation")};
    reader.finish();
    return plan;
}

Json toJson(const Settings &settings)
{
    Json json{{"network", settings.network},
              {"data", settings.data},
              {"platform", settings.platform},
              {"objective", mapping::objectiveName(settings.objective)},
              {"preset", settings.preset},
              {"strengths", settings.strengths},
              {"points", nullptr},
              {"epochs", nullptr},
              {"images", nullptr},
              {"budget_s", settings.budget_s},
              {"seed", settings.seed},
              {"device", settings.device},
              {"cost_rule", protocol::nameOf(settings.costRule)},
              {"style", protocol::nameOf(settings.style)}};
    if (settings.points)
        json["points"] = *settings.points;
    if (settings.epochs)
        json["epochs"] = {settings.epochs->warmup, settings.epochs->search, settings.epochs->finetune};
    if (settings.images)
        json["images"] = *settings.images;
    return json;
}

Settings settingsFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    Settings settings;
    settings.network = reader.text("network");
    settings.data = reader.text("data");
    settings.platform = reader.text("platform");
    settings.objective = mapping::objectiveFromName(reader.text("objective"));
    settings.preset = reader.text("preset");
    settings.strengths = reader.numbers("strengths");
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
    settings.costRule = protocol::costRuleFromName(reader.text("cost_rule"));
    settings.style = protocol::quantiserStyleFromName(reader.text("style"));
    reader.finish();
    return settings;
}

} // namespace odimo::host
