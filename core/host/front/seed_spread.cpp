// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/seed_spread.h"

#include "core/base/json_reader.h"
#include "core/project/run_title.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace odimo::host {

namespace {

/// Whatever tells seeds apart, at any depth: the seed, and digests of settings that hold one.
void removeSeeds(Json &json)
{
    if (json.is_object())
        for (const char *field : {"seed", "neighbour"})
            json.erase(field);
    for (Json &each : json)
        if (each.is_structured())
            removeSeeds(each);
}

/// What all runs of a group share.
std::string keyOf(const project::Run &run, const project::Measurement &test)
{
    Json settings = parseJson(run.settings, "settings of run " + std::to_string(run.id));
    removeSeeds(settings);
    return Json{static_cast<int>(run.kind), run.engine, run.baseline, test.phase, std::move(settings)}.dump();
}

Spread spreadOf(const std::vector<const project::Run *> &runs, double (*value)(const project::Run &))
{
    Spread spread{.mean = 0, .least = value(*runs.front()), .most = value(*runs.front())};
    for (const project::Run *run : runs) {
        const double each = value(*run);
        spread.mean += each / static_cast<double>(runs.size());
        spread.least = std::min(spread.least, each);
        spread.most = std::max(spread.most, each);
    }
    return spread;
}

SeedSpread spreadOf(const std::vector<const project::Run *> &runs)
{
    using project::Run;
    SeedSpread spread{.runs = {},
                      .title = project::titleOf(*runs.front()),
                      .accuracy = spreadOf(runs, [](const Run &run) { return run.test()->accuracy(); }),
                      .latency_cycles = spreadOf(runs, [](const Run &run) { return run.cost.latency_cycles; }),
                      .latency_ms = spreadOf(runs, [](const Run &run) { return run.cost.latency_ms; }),
                      .energy_uJ = spreadOf(runs, [](const Run &run) { return run.cost.energy_uJ; })};
    for (const Run *run : runs)
        spread.runs.push_back(run->id);
    return spread;
}

Json toJson(const Spread &spread) { return {{"mean", spread.mean}, {"least", spread.least}, {"most", spread.most}}; }

} // namespace

std::vector<SeedSpread> seedSpreads(const std::vector<project::Run> &runs)
{
    const auto isOfFirstSeed = [&](const project::Run &run) {
        return run.seed == runs.front().seed;
    };
    if (std::ranges::all_of(runs, isOfFirstSeed)) // As in most projects: spares reading all settings.
        return {};
    std::map<std::string, std::vector<const project::Run *>> groups;
    std::map<std::string, std::set<std::uint64_t>> seeds;
    for (const project::Run &run : runs) {
        const std::optional<project::Measurement> test = run.test();
        if (!run.mapping || !test || run.settings.empty())
            continue;
        const std::string key = keyOf(run, *test);
        if (seeds[key].insert(run.seed).second) // The same once more says nothing about seeds.
            groups[key].push_back(&run);
    }
    std::vector<SeedSpread> spreads;
    for (const auto &[key, group] : groups)
        if (group.size() > 1)
            spreads.push_back(spreadOf(group));
    std::ranges::sort(spreads, {}, [](const SeedSpread &spread) { return spread.runs.front(); });
    return spreads;
}

Json toJson(const std::vector<SeedSpread> &spreads)
{
    Json json = Json::array();
    for (const SeedSpread &spread : spreads)
        json.push_back({{"runs", spread.runs},
                        {"mapping", spread.title},
                        {"accuracy", toJson(spread.accuracy)},
                        {"latency_cycles", toJson(spread.latency_cycles)},
                        {"latency_ms", toJson(spread.latency_ms)},
                        {"energy_uJ", toJson(spread.energy_uJ)}});
    return json;
}

} // namespace odimo::host
