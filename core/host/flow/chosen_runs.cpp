// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/chosen_runs.h"

#include "core/base/json_reader.h"
#include "core/host/flow/preview_results.h"
#include "core/host/flow/run_settings.h"
#include "core/host/plan/document_keys.h"
#include "core/project/run_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

using project::RunStatus;
using protocol::TaskKind;

ChosenRuns::ChosenRuns(const ExplorationContext &context, std::int64_t warmup)
    : m_context(context), m_project(context.project), m_warmup(warmup)
{
    read();
}

std::vector<std::int64_t> ChosenRuns::enter(std::span<const ChosenMapping> chosen)
{
    std::vector<std::int64_t> runs;
    for (const ChosenMapping &each : chosen) {
        runs.push_back(runOf(each));
        nameRun(runs.back(), each.name);
        if (!isDone(m_project.run(runs.back()), each.fineTune))
            await(runs.back(), each.fineTune);
    }
    return runs;
}

/// Equal mappings that are trained alike are trained once, whoever found them.
std::int64_t ChosenRuns::runOf(const ChosenMapping &chosen)
{
    const std::string wanted =
        proposalSettings(m_context.settings, m_context.plan, chosen.mapping, m_project.setup().platform);
    for (const project::Run &run : m_project.runs())
        if (run.mapping == chosen.mapping && isDone(run, chosen.fineTune) &&
            fineTuningPart(run.settings) == fineTuningPart(wanted))
            return run.sameMappingAs.value_or(run.id);
    return registerChosen(m_project, m_context.settings, m_context.plan, chosen.mapping, chosenEngine);
}

/// A name that the user gave before stays.
void ChosenRuns::nameRun(std::int64_t run, const std::string &name)
{
    project::RunNames names = project::runNames(m_project);
    if (!name.empty() && names.emplace(run, name).second)
        project::storeRunNames(m_project, names);
}

bool ChosenRuns::isDone(const project::Run &run, bool fineTune) const
{
    const std::optional<project::Measurement> test = run.test();
    return run.mapping && run.status == RunStatus::Done && test &&
           (!fineTune || test->phase == protocol::nameOf(TaskKind::Finetune));
}

void ChosenRuns::await(std::int64_t run, bool fineTune)
{
    Wanted &wanted = m_wanted[run];
    wanted = {.fineTune = wanted.fineTune || fineTune};
    store();
    m_context.recorder.change(run, [](project::Run &changed) {
        if (changed.status == RunStatus::Running || changed.status == RunStatus::Paused)
            return;
        changed.status = RunStatus::Queued;
        changed.message.clear();
    });
}

std::vector<workers::Job> ChosenRuns::jobs()
{
    std::vector<workers::Job> jobs;
    if (!areWaiting() || !m_project.analysis(m_warmup) ||
        !m_project.hasWeights(m_warmup, weightsRole(TaskKind::Analyse)))
        return jobs;
    for (const auto &[run, wanted] : m_wanted)
        if (waits(run, wanted)) {
            m_begun.insert(run);
            jobs.push_back(firstJob(m_project.run(run)));
        }
    return jobs;
}

bool ChosenRuns::areWaiting() const
{
    return std::ranges::any_of(m_wanted, [&](const auto &each) { return waits(each.first, each.second); });
}

bool ChosenRuns::waits(std::int64_t run, const Wanted &wanted) const
{
    return !wanted.isLost && !m_begun.contains(run) && isOfThisPlan(m_project.run(run));
}

/// Whoever has a preview or the weights of a search is fine-tuned from there.
workers::Job ChosenRuns::firstJob(const project::Run &run) const
{
    const bool isPrepared = m_project.hasWeights(run.id, weightsRole(TaskKind::Preview)) ||
                            m_project.hasWeights(run.id, weightsRole(TaskKind::Search));
    return {run.id, isPrepared ? TaskKind::Finetune : TaskKind::Preview};
}

std::vector<workers::Job> ChosenRuns::follow(const workers::Job &ended)
{
    const auto wanted = m_wanted.find(ended.run);
    if (wanted == m_wanted.end() || !m_begun.contains(ended.run))
        return {};
    const project::Run run = m_project.run(ended.run);
    if (run.status == RunStatus::Failed)
        lose(ended.run);
    if (run.status != RunStatus::Done)
        return {}; // Where it was stopped with all others, the next exploration goes on.
    if (ended.kind == TaskKind::Preview && wanted->second.fineTune) {
        m_context.recorder.change(ended.run, [](project::Run &changed) { changed.status = RunStatus::Queued; });
        return {{ended.run, TaskKind::Finetune}};
    }
    if (isDone(run, true))
        m_project.forgetWeights(ended.run, weightsRole(TaskKind::Preview));
    m_wanted.erase(wanted);
    m_begun.erase(ended.run);
    store();
    return {};
}

bool ChosenRuns::retry(std::int64_t run)
{
    const auto wanted = m_wanted.find(run);
    if (wanted == m_wanted.end() || !wanted->second.isLost || !isOfThisPlan(m_project.run(run)))
        return false;
    await(run, false);
    return true;
}

void ChosenRuns::retryAll()
{
    for (const auto &[run, wanted] : m_wanted)
        retry(run);
}

void ChosenRuns::lose(std::int64_t run)
{
    const auto wanted = m_wanted.find(run);
    if (wanted == m_wanted.end())
        return;
    wanted->second.isLost = true;
    m_begun.erase(run);
    store();
}

/// Others belong to an earlier exploration, which was planned otherwise; they wait until it is gone on with.
bool ChosenRuns::isOfThisPlan(const project::Run &run) const
{
    return run.mapping &&
           fineTuningPart(run.settings) == fineTuningPart(proposalSettings(m_context.settings, m_context.plan,
                                                                           *run.mapping, m_project.setup().platform));
}

void ChosenRuns::read()
{
    const std::string text = m_project.document(chosenDocument);
    if (text.empty())
        return;
    const std::string where = m_project.path().string() + ": " + chosenDocument;
    for (const Json &entry : parseJson(text, where)) {
        JsonReader reader(entry, where);
        const std::int64_t run = reader.bigInteger("run");
        Wanted &wanted = m_wanted[run];
        wanted.fineTune = reader.boolean("fine_tune");
        wanted.isLost = reader.boolean("lost");
        reader.finish();
    }
}

void ChosenRuns::store() const
{
    Json json = Json::array();
    for (const auto &[run, wanted] : m_wanted)
        json.push_back({{"run", run}, {"fine_tune", wanted.fineTune}, {"lost", wanted.isLost}});
    m_project.storeDocument(chosenDocument, json.dump());
}

} // namespace odimo::host
