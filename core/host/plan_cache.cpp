// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan_cache.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/version.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <thread>

namespace odimo::host {

namespace {

std::optional<std::filesystem::path> cacheFile()
{
    const char *chosen = std::getenv("XDG_CACHE_HOME");
    const char *home = std::getenv("HOME");
    if (chosen && *chosen)
        return std::filesystem::path(chosen) / "odimo" / "plans.json";
    if (home && *home)
        return std::filesystem::path(home) / ".cache" / "odimo" / "plans.json";
    return std::nullopt;
}

/// The cached plans by key; an empty object if there are none that can be read.
Json readCache(const std::filesystem::path &file)
{
    try {
        Json plans = parseJson(readText(file), file.string());
        return plans.is_object() ? plans : Json::object();
    } catch (const Error &) {
        return Json::object();
    }
}

} // namespace

std::string planKey(const Settings &settings, const Subject &subject, const platform::Platform &platform)
{
    Json key = toJson(settings);
    key.erase("seed");
    key["platform"] = platform.json;
    key["weights"] = digestOf(subject.source.parameters);
    key["train_images"] = subject.data.trainImages;
    key["executor"] = settings.executor;
    key["jobs"] = settings.jobs;
    key["cores"] = std::thread::hardware_concurrency();
    key["version"] = version();
    return key.dump();
}

std::optional<Plan> cachedPlan(const std::string &key)
{
    const std::optional<std::filesystem::path> file = cacheFile();
    if (!file)
        return std::nullopt;
    const Json plans = readCache(*file);
    const auto found = plans.find(key);
    if (found == plans.end())
        return std::nullopt;
    try {
        return planFromJson(*found, file->string());
    } catch (const Error &) {
        return std::nullopt;
    }
}

void keepPlan(const std::string &key, const Plan &plan)
{
    const std::optional<std::filesystem::path> file = cacheFile();
    if (!file)
        return;
    Json plans = readCache(*file);
    plans[key] = toJson(plan);
    std::error_code ignored;
    std::filesystem::create_directories(file->parent_path(), ignored);
    try {
        writeText(*file, plans.dump(1) + "\n");
    } catch (const Error &) {
        // Then the next exploration measures again.
    }
}

} // namespace odimo::host
