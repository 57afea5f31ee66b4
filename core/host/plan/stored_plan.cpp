// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/stored_plan.h"

#include "core/base/json_reader.h"
#include "core/host/plan/document_keys.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

std::optional<Settings> storedSettings(const project::Project &project)
{
    const std::string text = project.document(settingsDocument);
    const std::string where = project.path().string() + ": settings";
    return text.empty() ? std::nullopt : std::optional(settingsFromJson(parseJson(text, where), where));
}

std::optional<Plan> storedPlan(const project::Project &project)
{
    const std::string text = project.document(planDocument);
    const std::string where = project.path().string() + ": plan";
    return text.empty() ? std::nullopt : std::optional(planFromJson(parseJson(text, where), where));
}

} // namespace odimo::host
