// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <optional>

namespace odimo::workers {

/// How much of a task of this kind is done, 0 to 1, by what it tells of its epochs; absent if the event tells nothing
/// of it.
std::optional<double> shareDone(const protocol::Event &event, protocol::TaskKind kind);

/// What a task still takes that has run for `elapsed_s`, in seconds. One that tells nothing (`done` 0) takes what such
/// tasks take, and if it takes longer, as long again; infinite if that is not known.
double remainingSeconds(double elapsed_s, double done, std::optional<double> expected_s);

} // namespace odimo::workers
