// SPDX-License-Identifier: Apache-2.0
#include "core/report/values/reproduction.h"

#include "core/base/number_text.h"
#include "core/host/plan/stored_plan.h"
#include "core/host/plan/time_budget.h"

#include <algorithm>

namespace odimo::report {

namespace {

using Words = std::vector<std::string>;

bool isHarmless(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           std::string_view("_-./:=,+@%").find(letter) != std::string_view::npos;
}

std::string shellWord(const std::string &word)
{
    if (!word.empty() && std::ranges::all_of(word, isHarmless))
        return word;
    std::string quoted = "'";
    for (const char letter : word)
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

void add(Words &words, const char *option, const std::string &value)
{
    words.push_back(option);
    words.push_back(value);
}

void addUnlessDefault(Words &words, const char *option, const std::string &value, const std::string &usual)
{
    if (value != usual)
        add(words, option, value);
}

std::string listOf(const std::vector<double> &numbers, double factor)
{
    std::string list;
    for (const double number : numbers)
        list += (list.empty() ? "" : ",") + shortestText(factor * number);
    return list;
}

void addSearch(Words &words, const host::Settings &settings)
{
    const host::Settings usual;
    if (!settings.engine.empty())
        add(words, "--engine", settings.engine);
    if (!settings.strengths.empty())
        add(words, "--strengths", listOf(settings.strengths, 1));
    if (!settings.targets.empty())
        add(words, "--targets", listOf(settings.targets, 100));
    if (settings.startRun)
        add(words, "--start", std::to_string(*settings.startRun));
    for (const std::string &pin : settings.restrictions.pins)
        add(words, "--pin", pin);
    if (settings.restrictions.mostLatency_ms)
        add(words, "--max-latency", shortestText(*settings.restrictions.mostLatency_ms));
    if (settings.restrictions.mostEnergy_uJ)
        add(words, "--max-energy", shortestText(*settings.restrictions.mostEnergy_uJ));
    if (settings.restrictions.leastAccuracy)
        add(words, "--min-accuracy", shortestText(100 * *settings.restrictions.leastAccuracy));
    addUnlessDefault(words, "--baselines", host::nameOf(settings.baselines), host::nameOf(usual.baselines));
    addUnlessDefault(words, "--cost-rule", protocol::nameOf(settings.costRule), protocol::nameOf(usual.costRule));
    addUnlessDefault(words, "--quantiser", protocol::nameOf(settings.style), protocol::nameOf(usual.style));
}

/// What a plan was fitted to a time with is told as it came out, so that another machine makes the same one.
void addTraining(Words &words, const host::Settings &settings, const std::optional<host::Plan> &plan)
{
    const host::Settings usual;
    addUnlessDefault(words, "--preset", settings.preset, usual.preset);
    if (settings.epochs)
        add(words, "--epochs",
            std::to_string(settings.epochs->warmup) + "," + std::to_string(settings.epochs->search) + "," +
                std::to_string(settings.epochs->finetune));
    const bool isFitted = plan && host::needsTiming(settings);
    if (settings.images || isFitted)
        add(words, "--images", std::to_string(settings.images ? *settings.images : plan->warmup.trainImages));
    if (settings.points || (isFitted && host::arePointsOpen(settings)))
        add(words, "--points", std::to_string(settings.points ? *settings.points : host::pointsOf(*plan)));
    if (settings.threads)
        add(words, "--threads",
            std::to_string(settings.threads->alone) + "," + std::to_string(settings.threads->beside));
    else if (isFitted && plan->warmupThreads > 0)
        add(words, "--threads", std::to_string(plan->warmupThreads) + "," + std::to_string(plan->threads));
    addUnlessDefault(words, "--device", settings.device, usual.device);
    addUnlessDefault(words, "--precision", protocol::nameOf(settings.precision), protocol::nameOf(usual.precision));
    add(words, "--seed", std::to_string(settings.seed));
}

Words explorationOf(const host::Settings &settings, const std::optional<host::Plan> &plan, const std::string &project)
{
    Words words = {"odimo", "explore", "--network", settings.network, "--data", settings.data};
    add(words, "--platform", settings.platform);
    if (!settings.layout.empty())
        add(words, "--layout", settings.layout);
    add(words, "--objective", mapping::objectiveName(settings.objective));
    addSearch(words, settings);
    addTraining(words, settings, plan);
    add(words, "--project", project);
    return words;
}

} // namespace

std::string shellLine(std::span<const std::string> words)
{
    std::string line;
    for (const std::string &word : words)
        line += (line.empty() ? "" : " ") + shellWord(word);
    return line;
}

std::vector<std::string> reproducingCommands(const project::Project &project, const Report &report)
{
    std::vector<std::string> commands;
    const auto command = [&](const Words &words) {
        commands.push_back(shellLine(words));
    };
    // A name that begins with a dash would be taken for an option.
    const std::string file = report.project.starts_with('-') ? "./" + report.project : report.project;
    if (const std::optional<host::Settings> settings = host::storedSettings(project))
        command(explorationOf(*settings, host::storedPlan(project), file));
    command({"odimo", "front", file, "--objective", mapping::objectiveName(report.front.objective)});
    Words again = {"odimo", "report", file, "-o", "report.html"};
    for (const RunDetail &detail : report.chosen) {
        const std::string run = std::to_string(detail.row.run);
        command({"odimo", "show", file, "--run", run});
        add(again, "--run", run);
    }
    command(again);
    return commands;
}

} // namespace odimo::report
