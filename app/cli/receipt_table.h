// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/table.h"
#include "core/deploy/verify/receipt.h"
#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::cli {

/// A line for each target: what became of it, and why.
Table receiptTable(const deploy::Receipt &receipt);

/// A line: what the package takes of the chip's memories.
std::string memoryText(const deploy::Receipt &receipt);

/// A line for each target that computed images of the test set: its accuracy; then that which is stored with the run.
/// Empty if none did.
std::string imageAccuracies(const deploy::Receipt &receipt, const std::optional<project::Measurement> &stored);

/// If a program computed the whole test set, what speaks against the accuracy that is stored; otherwise empty.
std::string contradictionOf(const deploy::Receipt &receipt, const std::optional<project::Measurement> &stored);

} // namespace odimo::cli
