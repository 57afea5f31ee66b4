// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/task.h"

namespace odimo::protocol {

/// Throws Error unless what a worker says fits its task: a mapping or an analysis is one of the task's network and
/// platform, a preview one of a mapping of the task, and a file that was saved is there.
void checkEvent(const Event &event, const Task &task);

} // namespace odimo::protocol
