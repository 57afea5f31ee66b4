// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/plan.h"

#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

Json toJson(const Plan &plan)
{
    return {{"warmup", protocol::toJson(plan.warmup)},
            {"search", protocol::toJson(plan.search)},
            {"finetune", protocol::toJson(plan.finetune)},
            {"strengths", plan.strengths},
            {"baselines", plan.baselines},
            {"engine", plan.engine},
            {"previews", plan.previews},
            {"tunings", plan.fineTunings},
            {"round", plan.round},
            {"jobs", plan.jobs},
            {"threads", plan.threads},
            {"warmup_threads", plan.warmupThreads},
            {"weights", plan.weights},
            {"explanation", plan.explanation}};
}

Plan planFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    const bool hasEngine = reader.has("engine");   // Projects before schema 3 know one engine and one cycle,
    const bool hasWeights = reader.has("weights"); // before schema 2 no given weights and no shortened gradients.
    const auto schedule = [&](const char *field) {
        Json value = reader.value(field);
        if (value.is_object()) {
            if (!hasEngine)
                value.emplace("cycles", 1);
            if (!hasWeights)
                value.emplace("gradient_norm", 0.0);
            value.emplace("precision", protocol::nameOf(protocol::Precision::Full)); // All that earlier versions had.
        }
        return protocol::scheduleFromJson(value, reader.path(field));
    };
    Plan plan{.warmup = schedule("warmup"),
              .search = schedule("search"),
              .finetune = schedule("finetune"),
              .strengths = reader.numbers("strengths"),
              .baselines = reader.texts("baselines"),
              .engine = hasEngine ? reader.text("engine") : "odimo",
              .previews = hasEngine ? reader.integer("previews", 0) : 0,
              .fineTunings = hasEngine ? reader.integer("tunings", 0) : 0,
              .jobs = reader.integer("jobs", 1),
              .threads = reader.integer("threads", 1),
              .warmupThreads = reader.integer("warmup_threads", 0),
              .weights = hasWeights ? reader.text("weights") : "",
              .explanation = reader.text("explanation")};
    plan.round = reader.has("round") ? reader.integer("round", 1) : plan.jobs; // As it was in earlier versions.
    reader.finish();
    return plan;
}

} // namespace odimo::host
