// SPDX-License-Identifier: Apache-2.0
#include "core/host/prune/pruning.h"

#include "core/host/deliver/receipts.h"
#include "core/host/flow/run_settings.h"
#include "core/host/flow/weights_role.h"
#include "core/host/front/front.h"
#include "core/project/run_names.h"

#include <algorithm>

namespace odimo::host {

using protocol::TaskKind;

namespace {

constexpr TaskKind trained[] = {TaskKind::Preview, TaskKind::Search, TaskKind::Finetune};

bool hasWeights(const project::Project &project, std::int64_t run)
{
    return std::ranges::any_of(trained, [&](TaskKind kind) { return project.hasWeights(run, weightsRole(kind)); });
}

/// With the neighbours of the kept runs, and theirs.
void addNeighbours(const std::vector<project::Run> &runs, std::set<std::int64_t> &kept)
{
    std::vector<std::int64_t> open(kept.begin(), kept.end());
    while (!open.empty()) {
        const auto run = std::ranges::find(runs, open.back(), &project::Run::id);
        open.pop_back();
        const std::string digest = run->settings.empty() ? "" : neighbourIn(run->settings);
        if (digest.empty())
            continue;
        for (const project::Run &each : runs)
            if (digestOfSettings(each.settings) == digest && kept.insert(each.id).second)
                open.push_back(each.id);
    }
}

} // namespace

std::vector<std::int64_t> prunableRuns(const project::Project &project, const std::set<std::int64_t> &keep)
{
    const std::vector<project::Run> runs = project.runs();
    std::set<std::int64_t> kept;
    for (const std::int64_t id : keep)
        kept.insert(project.run(id).id);
    for (const mapping::Objective objective : {mapping::Objective::Latency, mapping::Objective::Energy})
        for (const FrontEntry &entry : frontOf(project, objective).points)
            if (!entry.dominated)
                kept.insert(entry.run);
    for (const auto &[id, name] : project::runNames(project))
        if (!name.empty())
            kept.insert(id);
    for (const project::Run &run : runs) {
        if (run.kind == project::RunKind::Warmup || run.status != project::RunStatus::Done ||
            receiptOf(project, run.id))
            kept.insert(run.id);
    }
    addNeighbours(runs, kept);
    for (const project::Run &run : runs)
        if (run.sameMappingAs && kept.contains(*run.sameMappingAs)) // What it has come to is there.
            kept.insert(run.id);
    std::vector<std::int64_t> prunable;
    for (const project::Run &run : runs)
        if (!kept.contains(run.id) && hasWeights(project, run.id))
            prunable.push_back(run.id);
    return prunable;
}

void prune(project::Project &project, const std::vector<std::int64_t> &runs)
{
    for (const std::int64_t run : runs)
        for (const TaskKind kind : trained)
            project.forgetWeights(run, weightsRole(kind));
}

} // namespace odimo::host
