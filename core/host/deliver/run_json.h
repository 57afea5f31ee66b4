// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/project.h"

namespace odimo::host {

// Parts of the documents of `odimo show`, `odimo verify-run` and `odimo report`. What is not known is null.

/// {"phase", "split", "numerics", "correct", "total", "accuracy", "accuracy_interval": [low, high], "loss"}
Json toJson(const project::Measurement &measured);

/// {"phase", "program", "worker": {...}, "data_sha256", "started_at", "finished_at"}
Json toJson(const project::Execution &execution);

/// {"verdict", "explanation", "worker": {...}, "at"}
Json toJson(const project::Repetition &repetition);

/// Lists of them.
Json toJson(const std::vector<project::Measurement> &measurements);
Json toJson(const std::vector<project::Execution> &executions);

} // namespace odimo::host
