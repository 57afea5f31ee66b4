// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/lower.h"
#include "core/deploy/export_request.h"

namespace odimo::deploy {

/// The C package for DIANA: sources that run on the chip, on any machine and under emulation, and prove that they
/// compute what the integer rules say. Throws Error before the first file if the network has no integers or the chip
/// cannot compute it: then with all that speaks against it.
void writeDianaPackage(const ExportRequest &request, const std::filesystem::path &folder);

/// The same as planned for other memories, of which L1 is no larger than the chip's: smaller ones make more tiles.
void writeDianaPackageFor(ChipMemory memory, const ExportRequest &request, const std::filesystem::path &folder);

} // namespace odimo::deploy
