// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/receipt.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace odimo::deploy {

namespace {

Json targetToJson(const TargetResult &result)
{
    return {{"target", result.target},
            {"verdict", nameOf(result.verdict)},
            {"reason", result.reason},
            {"tensors", result.tensors},
            {"instructions", result.instructions ? Json(*result.instructions) : Json(nullptr)},
            {"images", result.images ? toJson(*result.images) : Json(nullptr)}};
}

Verdict verdictNamed(const std::string &name, const std::string &where)
{
    constexpr std::array all = {Verdict::Pass, Verdict::Fail, Verdict::Skipped};
    const auto found = std::ranges::find_if(all, [&](Verdict verdict) { return name == nameOf(verdict); });
    if (found == all.end())
        throw Error(where + ": there is no verdict '" + name + "'");
    return *found;
}

TargetResult targetFromJson(const Json &value, const std::string &where)
{
    JsonReader reader(value, where);
    TargetResult made{.target = reader.text("target"),
                      .verdict = verdictNamed(reader.text("verdict"), reader.path("verdict")),
                      .reason = reader.text("reason"),
                      .tensors = reader.integer("tensors", 0)};
    if (!reader.value("instructions").is_null())
        made.instructions = static_cast<std::uint64_t>(reader.bigInteger("instructions"));
    if (reader.has("images") && !reader.value("images").is_null())
        made.images = imageResultFromJson(reader.value("images"), reader.path("images"));
    reader.finish();
    return made;
}

Json memoryToJson(const PackageMemory &memory)
{
    return {{"weight_bytes", memory.weights}, {"activation_bytes", memory.activations}, {"l1_bytes", memory.l1}};
}

PackageMemory memoryFromJson(const Json &value, const std::string &where)
{
    JsonReader reader(value, where);
    PackageMemory made{.weights = reader.integer("weight_bytes", 0),
                       .activations = reader.integer("activation_bytes", 0),
                       .l1 = reader.integer("l1_bytes", 0)};
    reader.finish();
    return made;
}

} // namespace

const char *nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return "pass";
    case Verdict::Fail:
        return "fail";
    case Verdict::Skipped:
        return "skipped";
    }
    return "";
}

bool Receipt::isPassed() const
{
    const auto is = [](Verdict verdict) {
        return [verdict](const TargetResult &result) {
            return result.verdict == verdict;
        };
    };
    return std::ranges::none_of(targets, is(Verdict::Fail)) && std::ranges::any_of(targets, is(Verdict::Pass));
}

Json toJson(const Receipt &receipt)
{
    Json targets = Json::array();
    for (const TargetResult &result : receipt.targets)
        targets.push_back(targetToJson(result));
    return {{"network_hash", receipt.networkHash},
            {"targets", targets},
            {"memory", receipt.memory ? memoryToJson(*receipt.memory) : Json(nullptr)}};
}

Receipt receiptFromJson(const Json &value, const std::string &where)
{
    JsonReader reader(value, where);
    Receipt made{.networkHash = reader.text("network_hash"), .targets = {}, .memory = {}};
    for (const Json &target : reader.array("targets"))
        made.targets.push_back(targetFromJson(target, reader.path("targets")));
    if (reader.has("memory") && !reader.value("memory").is_null())
        made.memory = memoryFromJson(reader.value("memory"), reader.path("memory"));
    reader.finish();
    return made;
}

} // namespace odimo::deploy
