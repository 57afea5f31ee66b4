// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/task.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/network/network_json.h"
#include "core/protocol/content_fields.h"
#include "core/protocol/version_check.h"

#include <nlohmann/json.hpp>

namespace odimo::protocol {

namespace {

std::string deviceFrom(JsonReader &reader)
{
    const std::string device = reader.text("device");
    if (device != "cpu" && device != "cuda")
        throw Error(reader.path("device") + " is \"" + device + "\"; it must be cpu or cuda");
    return device;
}

double strengthFrom(JsonReader &reader)
{
    const double strength = reader.number("strength");
    if (strength < 0)
        throw Error(reader.path("strength") + " is " + Json(strength).dump() + "; it must be 0 or more");
    return strength;
}

std::uint64_t seedFrom(JsonReader &reader)
{
    const std::int64_t seed = reader.bigInteger("seed");
    if (seed < 0)
        throw Error(reader.path("seed") + " is " + std::to_string(seed) + "; it must be 0 or more");
    return static_cast<std::uint64_t>(seed);
}

void checkEpochs(const Task &task, const std::string &schedule)
{
    const bool trains = task.kind == TaskKind::Search || task.kind == TaskKind::Finetune ||
                        (task.kind == TaskKind::Warmup && task.weights.empty());
    if (trains && task.schedule.epochs == 0)
        throw Error(schedule + ".epochs is 0; only a warm-up that starts from given weights may have none");
}

Json toJson(const std::vector<mapping::Mapping> &mappings, const platform::Platform &platform)
{
    Json array = Json::array();
    for (const mapping::Mapping &mapping : mappings)
        array.push_back(mapping::toJson(mapping, platform));
    return array;
}

std::vector<mapping::Mapping> mappingsFrom(JsonReader &reader, const platform::Platform &platform)
{
    std::vector<mapping::Mapping> mappings;
    for (const Json &each : reader.array("mappings"))
        mappings.push_back(mapping::mappingFromJson(
            each, platform, reader.path("mappings") + "[" + std::to_string(mappings.size()) + "]"));
    return mappings;
}

platform::Platform platformFrom(JsonReader &reader)
{
    return platform::platformFromText(reader.value("platform").dump(), reader.path("platform"));
}

Json toJson(const std::optional<std::vector<Content>> &contents)
{
    if (!contents)
        return {};
    Json array = Json::array();
    for (const Content &each : *contents)
        array.push_back({{"path", each.path}, {"sha256", each.sha256}, {"bytes", each.bytes}});
    return array;
}

std::optional<std::vector<Content>> contentsFrom(JsonReader &reader)
{
    if (reader.value("contents").is_null())
        return std::nullopt;
    std::vector<Content> contents;
    for (const Json &each : reader.array("contents")) {
        JsonReader fields(each, reader.path("contents") + "[" + std::to_string(contents.size()) + "]");
        const std::string path = fields.text("path");
        contents.push_back({.path = path, .sha256 = digestFrom(fields), .bytes = sizeFrom(fields, "bytes")});
        fields.finish();
    }
    return contents;
}

} // namespace

Json toJson(const Task &task)
{
    return {{"protocol", protocolVersion},
            {"kind", nameOf(task.kind)},
            {"name", task.name},
            {"network", network::toJson(task.network)},
            {"data", task.data},
            {"platform", parseJson(task.platform.json, task.platform.name)},
            {"schedule", toJson(task.schedule)},
            {"seed", task.seed},
            {"device", task.device},
            {"threads", task.threads},
            {"objective", mapping::objectiveName(task.objective)},
            {"strength", task.strength},
            {"restrictions", mapping::toJson(task.restrictions, task.platform)},
            {"cost_rule", nameOf(task.costRule)},
            {"style", nameOf(task.style)},
            {"numerics", nameOf(task.numerics)},
            {"mapping", task.mapping ? mapping::toJson(*task.mapping, task.platform) : Json()},
            {"mappings", toJson(task.mappings, task.platform)},
            {"weights", task.weights},
            {"neighbour", task.neighbour},
            {"images", task.images},
            {"folder", task.folder},
            {"checkpoint", task.checkpoint},
            {"repetitions", task.repetitions},
            {"contents", toJson(task.contents)}};
}

Task taskFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    requireVersion(reader.integer("protocol"), "the sender of " + where);
    const TaskKind kind = taskKindFromName(reader.text("kind"));
    const std::string name = reader.text("name");
    Task task{.kind = kind,
              .name = name,
              .network = network::networkFromJson(reader.value("network"), reader.path("network")),
              .data = reader.text("data"),
              .platform = platformFrom(reader)};
    task.schedule = scheduleFromJson(reader.value("schedule"), reader.path("schedule"));
    task.seed = seedFrom(reader);
    task.device = deviceFrom(reader);
    task.threads = reader.integer("threads", 0);
    task.objective = mapping::objectiveFromName(reader.text("objective"));
    task.strength = strengthFrom(reader);
    task.restrictions =
        mapping::restrictionsFromJson(reader.value("restrictions"), task.platform, reader.path("restrictions"));
    task.costRule = costRuleFromName(reader.text("cost_rule"));
    task.style = quantiserStyleFromName(reader.text("style"));
    task.numerics = numericsFromName(reader.text("numerics"));
    if (const Json &mapping = reader.value("mapping"); !mapping.is_null())
        task.mapping = mapping::mappingFromJson(mapping, task.platform, reader.path("mapping"));
    task.mappings = mappingsFrom(reader, task.platform);
    task.weights = reader.text("weights");
    task.neighbour = reader.text("neighbour");
    task.images = reader.text("images");
    task.folder = reader.text("folder");
    task.checkpoint = reader.text("checkpoint");
    task.repetitions = reader.integer("repetitions", 1);
    task.contents = contentsFrom(reader);
    reader.finish();
    if (task.kind != TaskKind::Logits) // Which are those of any network.
        network::checkComplete(task.network);
    checkEpochs(task, reader.path("schedule"));
    return task;
}

} // namespace odimo::protocol
