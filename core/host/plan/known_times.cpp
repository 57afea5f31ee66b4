// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/known_times.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/version.h"
#include "core/data/containers/sha256.h"
#include "core/host/plan/threads.h"
#include "core/network/network_json.h"

#include <nlohmann/json.hpp>

#include <cstdlib>

#include <unistd.h>

namespace odimo::host {

namespace {

/// More entries than anybody explores networks; the oldest go first.
constexpr std::size_t mostEntries = 200;

std::filesystem::path cacheFile()
{
    const char *cache = std::getenv("XDG_CACHE_HOME");
    if (cache && *cache == '/')
        return std::filesystem::path(cache) / "odimo" / "step_times.json";
    const char *home = std::getenv("HOME");
    return home && *home == '/' ? std::filesystem::path(home) / ".cache" / "odimo" / "step_times.json"
                                : std::filesystem::path();
}

Json namesOf(const std::vector<workers::Executor> &executors)
{
    Json names = Json::array();
    for (const workers::Executor &each : executors)
        names.push_back(workers::nameOf(each));
    return names;
}

/// The digest of all that a step's time depends on.
std::string keyOf(const Settings &settings, const Inputs &inputs, const Plan &untimed)
{
    char machine[256] = "";
    gethostname(machine, sizeof machine - 1);
    const Json key = {{"machine", machine},
                      {"cores", availableCores()},
                      {"network", network::toJson(inputs.source.network)},
                      {"platform", platformOf(settings).json},
                      {"batch", untimed.warmup.batchSize},
                      {"device", settings.device},
                      {"executors", namesOf(settings.executors)},
                      {"precision", protocol::nameOf(settings.precision)},
                      {"objective", mapping::objectiveName(settings.objective)},
                      {"threads", {untimed.warmupThreads, untimed.threads}},
                      {"jobs", untimed.jobs},
                      {"version", version()}};
    data::Sha256 digest;
    digest.add(key.dump());
    return digest.hexadecimal();
}

/// Empty if there is no file, or none that can be used.
Json entriesOf(const std::filesystem::path &file)
{
    try {
        Json entries = std::filesystem::exists(file) ? parseJson(readText(file), file.string()) : Json::object();
        return entries.is_object() ? entries : Json::object();
    } catch (const Error &) {
        return Json::object();
    }
}

} // namespace

KnownTimes::KnownTimes() : m_file(cacheFile()) {}

std::optional<protocol::StepTimes> KnownTimes::of(const Settings &settings, const Inputs &inputs,
                                                  const Plan &untimed) const
{
    const Json entries = entriesOf(m_file);
    const auto entry = entries.find(keyOf(settings, inputs, untimed));
    if (entry == entries.end() || !entry->is_array() || entry->size() != 3)
        return std::nullopt;
    for (const Json &time : *entry)
        if (!time.is_number() || !(time.get<double>() > 0))
            return std::nullopt;
    return protocol::StepTimes{.floatStep_ms = (*entry)[0].get<double>(),
                               .searchStep_ms = (*entry)[1].get<double>(),
                               .finetuneStep_ms = (*entry)[2].get<double>()};
}

void KnownTimes::keep(const Settings &settings, const Inputs &inputs, const Plan &untimed,
                      const protocol::StepTimes &times) const
{
    if (m_file.empty())
        return;
    Json entries = entriesOf(m_file);
    const std::string key = keyOf(settings, inputs, untimed);
    entries.erase(key);
    while (entries.size() >= mostEntries)
        entries.erase(entries.begin());
    entries[key] = {times.floatStep_ms, times.searchStep_ms, times.finetuneStep_ms};
    try {
        std::error_code ignored;
        std::filesystem::create_directories(m_file.parent_path(), ignored);
        writeText(m_file, entries.dump(1));
    } catch (const Error &) { // A cache: without it the next forecast is a wider range.
    }
}

} // namespace odimo::host
