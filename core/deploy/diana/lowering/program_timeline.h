// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"
#include "core/mapping/cost/timeline.h"

namespace odimo::deploy {

/// The predicted schedule: a lane for each unit of the platform that is one of the chip's, and one for the host core.
/// A unit idles also while the host or moves for the other unit let it wait. Of energy nothing is known here: nobody
/// states what the host core and moves take.
mapping::Timeline timelineOf(const ChipProgram &program, const platform::Platform &platform);

} // namespace odimo::deploy
