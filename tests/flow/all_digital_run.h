// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/project/project.h"

namespace odimo::flow {

/// The run of a project whose channels are all on the digital unit: DIANA computes it whatever its array is taken for.
inline std::int64_t allDigitalRun(const std::filesystem::path &path)
{
    for (const project::Run &run : project::Project::open(path, project::Access::ReadOnly).runs())
        if (run.baseline == "all-digital")
            return run.id;
    throw Error("there is no run on the digital unit alone");
}

} // namespace odimo::flow
