// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/preview_results.h"

namespace odimo::host {

using protocol::TaskKind;

bool storePreview(const ExplorationContext &context, std::int64_t run, const protocol::Previewed &previewed)
{
    const bool isMeasured = measurementOf(context.project.run(run), "test", TaskKind::Preview).has_value();
    if (isMeasured && context.project.hasWeights(run, weightsRole(TaskKind::Preview)))
        return false;
    context.project.storeWeights(run, weightsRole(TaskKind::Preview), previewed.path);
    std::error_code ignored;
    std::filesystem::remove(previewed.path, ignored);
    if (isMeasured) // Its weights had been dropped.
        return false;
    context.recorder.change(run, [&](project::Run &changed) {
        changed.measurements.push_back({previewed.validation, protocol::nameOf(TaskKind::Preview)});
        changed.measurements.push_back({previewed.test, protocol::nameOf(TaskKind::Preview)});
        changed.phase = protocol::nameOf(TaskKind::Preview);
        changed.status = project::RunStatus::Done;
        if (changed.startedAt.empty())
            changed.startedAt = project::timestamp();
        changed.finishedAt = project::timestamp();
    });
    for (const std::string &finding : previewed.findings)
        context.recorder.log(run, "finding", finding);
    context.recorder.announce(FrontChanged{frontOf(context.project, context.settings.objective)});
    return true;
}

std::optional<project::Measurement> measurementOf(const project::Run &run, const std::string &split, TaskKind phase)
{
    for (auto each = run.measurements.rbegin(); each != run.measurements.rend(); ++each)
        if (each->split == split && each->phase == protocol::nameOf(phase))
            return *each;
    return std::nullopt;
}

} // namespace odimo::host
