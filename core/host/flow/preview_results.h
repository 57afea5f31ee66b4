// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/exploration_context.h"
#include "core/protocol/event.h"

#include <cstdint>
#include <optional>
#include <string>

namespace odimo::host {

/// Stores what a worker measured of a run's mapping without training, and announces the new front. False if the run has
/// it already: a worker that took the place of a lost one sends all again.
bool storePreview(const ExplorationContext &context, std::int64_t run, const protocol::Previewed &previewed);

/// The latest on a split after a preview or a fine-tuning.
std::optional<project::Measurement> measurementOf(const project::Run &run, const std::string &split,
                                                  protocol::TaskKind phase);

} // namespace odimo::host
