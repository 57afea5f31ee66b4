// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/fitted_plans.h"

#include "core/base/json_reader.h"
#include "core/base/version.h"
#include "core/data/containers/sha256.h"
#include "core/host/plan/document_keys.h"
#include "core/host/plan/threads.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

std::string placeOf(const project::Project &project) { return project.path().string() + ": " + fittedPlansDocument; }

/// An object of plans, by their keys.
Json fittedPlans(const project::Project &project)
{
    const std::string note = project.document(fittedPlansDocument);
    return note.empty() ? Json::object() : parseJson(note, placeOf(project));
}

} // namespace

std::string planKey(const Settings &settings, const Inputs &inputs, const platform::Platform &platform)
{
    Json key = toJson(settings);
    key.erase("seed");
    if (settings.style == protocol::QuantiserStyle::Corrected) // As it was called when the first plans were kept.
        key["style"] = mapping::correctedStyleBefore;
    key["platform"] = platform.json;
    key["weights"] = digestOf(inputs.source.parameters);
    key["train_images"] = inputs.data.trainImages;
    key["version"] = version();
    data::Sha256 digest;
    digest.add(key.dump());
    return digest.hexadecimal();
}

std::optional<Plan> fittedPlan(const project::Project &project, const Settings &settings, const Inputs &inputs)
{
    const Json plans = fittedPlans(project);
    JsonReader reader(plans, placeOf(project));
    const std::string key = planKey(settings, inputs, project.setup().platform);
    if (!reader.has(key))
        return std::nullopt;
    Plan plan = planFromJson(reader.value(key), reader.path(key));
    plan.jobs = jobsFor(settings, plan.threads);
    return plan;
}

void keepFittedPlan(project::Project &project, const Settings &settings, const Inputs &inputs, const Plan &plan)
{
    Json plans = fittedPlans(project);
    plans[planKey(settings, inputs, project.setup().platform)] = toJson(plan);
    project.storeDocument(fittedPlansDocument, plans.dump());
}

} // namespace odimo::host
