// SPDX-License-Identifier: Apache-2.0
#include "core/report/values/facts.h"

#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/base/version.h"
#include "core/host/plan/setting_text.h"
#include "core/host/plan/stored_plan.h"
#include "core/network/network_json.h"
#include "core/project/content.h"

#include <nlohmann/json.hpp>

namespace odimo::report {

namespace {

std::string digestOf(const std::string &text) { return project::sha256(std::as_bytes(std::span(text))); }

std::string listOf(const std::vector<double> &numbers, double factor, const char *unit)
{
    std::string list;
    for (const double number : numbers)
        addToList(list, numberText(factor * number) + unit);
    return list;
}

std::string listOf(const std::vector<std::string> &words)
{
    std::string list;
    for (const std::string &word : words)
        addToList(list, word);
    return list;
}

/// Facts without a value are left out: what was not asked for does not count.
void add(std::vector<Fact> &facts, const char *name, const std::string &value)
{
    if (!value.empty())
        facts.push_back({name, value});
}

std::string imagesText(int images) { return images == 0 ? "all" : std::to_string(images); }

void addRestrictions(std::vector<Fact> &facts, const host::RestrictionSettings &restrictions)
{
    add(facts, "Pins", listOf(restrictions.pins));
    if (restrictions.mostLatency_ms)
        add(facts, "Most latency", numberText(*restrictions.mostLatency_ms) + " ms");
    if (restrictions.mostEnergy_uJ)
        add(facts, "Most energy", numberText(*restrictions.mostEnergy_uJ) + " µJ");
    if (restrictions.leastAccuracy)
        add(facts, "Least accuracy", numberText(100 * *restrictions.leastAccuracy) + " %");
}

void addSettings(std::vector<Fact> &facts, const host::Settings &settings)
{
    add(facts, "Objective", mapping::objectiveName(settings.objective));
    add(facts, "Preset", settings.preset);
    add(facts, "Engine", settings.engine.empty() ? host::engineOf(settings).name : settings.engine);
    add(facts, "Strengths", listOf(settings.strengths, 1, ""));
    add(facts, "Targets", listOf(settings.targets, 100, " %"));
    addRestrictions(facts, settings.restrictions);
    add(facts, "Baselines", host::nameOf(settings.baselines));
    if (settings.epochs)
        add(facts, "Epochs of warm-up, search, fine-tuning", host::textOf(*settings.epochs));
    add(facts, "Seed", std::to_string(settings.seed));
    add(facts, "Device", settings.device);
    add(facts, "Precision", protocol::nameOf(settings.precision));
    add(facts, "Cost of the search", protocol::nameOf(settings.costRule));
    add(facts, "Quantiser", protocol::nameOf(settings.style));
}

void addPlan(std::vector<Fact> &facts, const host::Plan &plan)
{
    add(facts, "Training images", imagesText(plan.warmup.trainImages));
    add(facts, "Threads of the warm-up, of other tasks",
        std::to_string(plan.warmupThreads) + ", " + std::to_string(plan.threads));
    add(facts, "Plan", plan.explanation);
}

} // namespace

std::vector<Fact> settingsFacts(const project::Project &project)
{
    std::vector<Fact> facts;
    if (const std::optional<host::Settings> settings = host::storedSettings(project))
        addSettings(facts, *settings);
    if (const std::optional<host::Plan> plan = host::storedPlan(project))
        addPlan(facts, *plan);
    return facts;
}

std::vector<Fact> provenanceFacts(const project::Project &project)
{
    const project::Setup &setup = project.setup();
    std::vector<Fact> facts;
    for (const auto &[name, value] : setup.provenance)
        facts.push_back({name, value});
    facts.push_back({"network, SHA-256", digestOf(network::toJson(setup.network).dump())});
    facts.push_back({"platform, SHA-256", digestOf(setup.platform.json)});
    facts.push_back({"report written by", "odimo " + fullVersion()});
    return facts;
}

} // namespace odimo::report
