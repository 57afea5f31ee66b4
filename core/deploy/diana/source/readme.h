// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"
#include "core/deploy/export_request.h"

#include <string>

namespace odimo::deploy {

/// README.md of a package: how to build and run it, predicted latency, energy and memory by layer, limits, and what is
/// not known of the chip.
std::string readmeOf(const ExportRequest &request, const ChipProgram &program);

} // namespace odimo::deploy
