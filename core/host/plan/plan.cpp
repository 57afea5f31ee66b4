// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/plan.h"

#include "core/mapping/engines/engines.h"

namespace odimo::host {

protocol::Schedule baselineSchedule(const Plan &plan)
{
    protocol::Schedule schedule = plan.finetune;
    if (mapping::engineNamed(plan.engine).trains())
        schedule.epochs += plan.search.epochs;
    return schedule;
}

} // namespace odimo::host
