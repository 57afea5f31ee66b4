// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/state.h"

namespace odimo::project {

// The reference points of hypervolumes. Project says what each function does and throws.

std::optional<mapping::ReferencePoint> readReferencePoint(const State &state, mapping::Objective objective);
void setReferencePoint(State &state, mapping::Objective objective, const mapping::ReferencePoint &point);

} // namespace odimo::project
