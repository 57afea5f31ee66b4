// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace odimo::host {

/// The texts of project::Run::settings: all that decides the result of a run in a project, so that an equal text is an
/// equal run.
std::string warmupSettings(const Settings &settings, const Plan &plan);
std::string baselineSettings(const Settings &settings, const Plan &plan, const std::string &baseline);
std::string searchSettings(const Settings &settings, const Plan &plan, double strength);
/// Of a mapping that was proposed, whichever engine did so.
std::string proposalSettings(const Settings &settings, const Plan &plan, const mapping::Mapping &mapping,
                             const platform::Platform &platform);

/// How settings name those of another run.
std::string digestOfSettings(const std::string &settings);

/// The settings of a baseline or of a proposed mapping that is fine-tuned from what `neighbour`, the settings of
/// another run, has learned; or from nothing but its own preview.
std::string withNeighbour(const std::string &settings, const std::optional<std::string> &neighbour);

/// How settings name those of the neighbour; empty if there is none.
std::string neighbourIn(const std::string &settings);

/// False for runs of earlier versions, which do not say what they were tuned from.
bool knowsNeighbour(const std::string &settings);

/// The settings of a search whose strength was changed while it ran.
std::string withStrengthChange(const std::string &settings, const protocol::StrengthChanged &changed);

/// True of the settings of a search whose strength was changed while it ran.
bool isSteered(const std::string &settings);

/// A schedule as settings hold it, which leave out what does nothing. Throws Error as protocol::scheduleFromJson.
protocol::Schedule scheduleFromSettings(Json schedule, const std::string &where);

/// The part of the settings of a search or a baseline that decides how a mapping is fine-tuned: runs that agree in it
/// and in the mapping share one fine-tuning.
std::string fineTuningPart(const std::string &settings);

/// The runs of an exploration. Each list is in the order of the plan, which a used project numbers differently, and
/// without repetition.
struct PlannedRuns {
    std::int64_t warmup = 0;
    std::vector<std::int64_t> baselines;
    std::vector<std::int64_t> searches;
    std::vector<std::int64_t> all() const;
};

/// Finds the runs of the plan in the project, by equal settings but for a neighbour, which is chosen later (or, to
/// resume, by what was planned before a strength was changed), and adds those that are not there yet as Queued: the
/// warm-up, then the baselines, then the searches, so that a baseline has a lower number than a search that finds the
/// same mapping. Throws Error if the plan names a baseline that there is not.
PlannedRuns registerRuns(project::Project &project, const Settings &settings, const Plan &plan);

/// The same for the warm-up alone.
std::int64_t registerWarmup(project::Project &project, const Settings &settings, const Plan &plan);

/// The same for one more search.
std::int64_t registerSearch(project::Project &project, const Settings &settings, const Plan &plan, double strength);

/// The same for mappings that an engine has proposed; in their order, without repetition. One of the baselines with the
/// same mapping stands for it.
std::vector<std::int64_t> registerProposals(project::Project &project, const Settings &settings, const Plan &plan,
                                            std::span<const std::int64_t> baselines,
                                            std::span<const mapping::Proposal> proposals);

/// The same for a mapping that the user chose; it is told by `engine`.
std::int64_t registerChosen(project::Project &project, const Settings &settings, const Plan &plan,
                            const mapping::Mapping &mapping, const std::string &engine);

/// The warm-up of the plan, once it has left its weights. Throws Error if it has not.
std::int64_t requireWarmup(const project::Project &project, const Settings &settings, const Plan &plan);

} // namespace odimo::host
