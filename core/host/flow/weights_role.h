// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/task.h"

namespace odimo::host {

/// The role of the weights that a task writes: "warm", "analysed", "previewed", "searched" or "tuned".
const char *weightsRole(protocol::TaskKind kind);

} // namespace odimo::host
