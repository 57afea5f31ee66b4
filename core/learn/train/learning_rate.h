// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/task.h"

namespace odimo::learn {

/// The epochs of each cosine cycle; the last may be shorter.
int epochsPerCycle(const protocol::Schedule &schedule);

/// The factor on the schedule's rates at a step: 0-based epoch and batch. Cosine: in each cycle a linear rise over
/// `riseFraction` of its steps, then half a cosine to 0. Steps: stepFactor to the power of the milestones passed.
double rateFactor(const protocol::Schedule &schedule, int epoch, int batch, int batchesPerEpoch);

} // namespace odimo::learn
