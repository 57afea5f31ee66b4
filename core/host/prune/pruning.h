// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <set>
#include <vector>

namespace odimo::host {

/// The runs whose weights are worth less than their space: mappings that others of the project beat in accuracy, and in
/// latency and in energy. Kept are those that a name or a receipt marks, those that the fine-tuning of a kept one
/// started near, and `keep`. Throws Error if `keep` names a run that the project does not have.
std::vector<std::int64_t> prunableRuns(const project::Project &project, const std::set<std::int64_t> &keep);

/// Forgets the weights of these runs; measurements, mappings and epochs stay. Computing one again brings them back
/// (RunRepetition).
void prune(project::Project &project, const std::vector<std::int64_t> &runs);

} // namespace odimo::host
