// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/project/samples.h"

namespace odimo::samples {

/// A fine-tuned run with something of all that a project keeps of it but epochs; its weights, unlike those of any other
/// run, pass through the file `weights`. Returns its id.
inline std::int64_t addKeptRun(project::Project &project, const std::string &unit, std::int64_t correct,
                               const std::filesystem::path &weights)
{
    const std::int64_t id = project.save(tunedRun(project, unit, correct));
    writeText(weights, std::string(3000, static_cast<char>('a' + id)));
    project.storeWeights(id, "tuned", weights);
    project.saveExecution(project::Execution{.run = id, .phase = "finetune", .data = "0123"});
    project.addLog({.run = id, .at = "2026-01-01T00:00:00Z", .level = "info", .text = "done"});
    return id;
}

} // namespace odimo::samples
