// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/program_of_run.h"

#include "core/deploy/diana/lowering/lower.h"
#include "core/host/deliver/trained_run.h"

namespace odimo::host {

deploy::ChipProgram programOf(const project::Run &run, const project::Project &project)
{
    return deploy::lowered(integersOf(run, project), project.setup().platform);
}

} // namespace odimo::host
