// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/execution.h"

namespace odimo::host {

/// {"phase", "odimo", "worker": {...}, "data_sha256", "started_at", "finished_at": null if it did not come to the end}
Json toJson(const project::Execution &execution);

/// {"run", "verdict", "explanation", "worker": {...}, "at"}
Json toJson(const project::Repetition &repetition);

} // namespace odimo::host
