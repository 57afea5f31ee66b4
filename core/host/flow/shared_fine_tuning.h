// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace odimo::host {

/// Which run fine-tunes which mapping, so that equal mappings are fine-tuned once. It knows nothing of other
/// explorations of the project, in which others may have come first.
class SharedFineTuning {
public:
    explicit SharedFineTuning(const platform::Platform &platform) : m_platform(platform) {}

    /// Makes the run the owner of its mapping, and returns nothing; or returns the owner there is.
    /// Who comes first owns, so the caller asks in an order that does not depend on the order in which workers end.
    std::optional<std::int64_t> claim(const project::Run &run);

private:
    std::string keyOf(const project::Run &run) const;

    const platform::Platform &m_platform;
    std::map<std::string, std::int64_t> m_owners;
};

/// What the owner's fine-tuning measured, for a run that shares it.
void shareMeasurements(const project::Run &owner, project::Run &sharer);

} // namespace odimo::host
