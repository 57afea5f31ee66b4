// SPDX-License-Identifier: Apache-2.0
#include "core/project/copy_weights.h"

#include "core/base/files.h"

namespace odimo::project {

void copyWeights(const Project &from, std::int64_t run, const std::string &role, Project &to, std::int64_t toRun)
{
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "weights.safetensors";
    from.extractWeights(run, role, file);
    to.storeWeights(toRun, role, file);
}

} // namespace odimo::project
