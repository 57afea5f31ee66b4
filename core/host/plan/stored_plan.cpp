// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/stored_plan.h"

#include "core/base/json_reader.h"
#include "core/host/plan/document_keys.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

/// The document as `fromJson` reads it; absent, too, if a newer version wrote it in a way that this one does not know:
/// such a project is only looked at, and its settings are not what is looked for.
template <typename FromJson>
auto stored(const project::Project &project, const char *document, FromJson fromJson)
{
    std::optional<decltype(fromJson(Json(), std::string()))> result;
    const std::string text = project.document(document);
    const std::string where = project.path().string() + ": " + document;
    try {
        if (!text.empty())
            result = fromJson(parseJson(text, where), where);
    } catch (const Error &) {
        if (project.newerVersion().empty())
            throw;
    }
    return result;
}

} // namespace

std::optional<Settings> storedSettings(const project::Project &project)
{
    return stored(project, settingsDocument, settingsFromJson);
}

std::optional<Plan> storedPlan(const project::Project &project) { return stored(project, planDocument, planFromJson); }

} // namespace odimo::host
