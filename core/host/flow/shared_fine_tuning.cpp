// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/shared_fine_tuning.h"

#include "core/host/flow/run_settings.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

std::optional<std::int64_t> SharedFineTuning::claim(const project::Run &run)
{
    const auto [owner, isNew] = m_owners.try_emplace(keyOf(run), run.id);
    if (isNew || owner->second == run.id)
        return std::nullopt;
    return owner->second;
}

std::string SharedFineTuning::keyOf(const project::Run &run) const
{
    return mapping::toJson(*run.mapping, m_platform).dump() + fineTuningPart(run.settings);
}

void shareMeasurements(const project::Run &owner, project::Run &sharer)
{
    for (const char *split : {"validation", "test"})
        for (auto measurement = owner.measurements.rbegin(); measurement != owner.measurements.rend(); ++measurement)
            if (measurement->split == split) {
                sharer.measurements.push_back(*measurement);
                break;
            }
}

} // namespace odimo::host
