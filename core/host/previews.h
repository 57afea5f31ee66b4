// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/workshop.h"

#include <optional>

namespace odimo::host {

/// Has the mappings of those of the runs that were not yet measured so recalibrated and measured without training; the
/// plan's workers share them. Throws as Workshop::run.
void measurePreviews(Workshop &workshop, const Workplace &place, std::span<const std::int64_t> runs);

/// The latest on a split after a preview or a fine-tuning.
std::optional<project::Measurement> measurementOf(const project::Run &run, const std::string &split,
                                                  protocol::TaskKind phase);

} // namespace odimo::host
