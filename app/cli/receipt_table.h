// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/table.h"
#include "core/deploy/verify/verify.h"

namespace odimo::cli {

/// A line for each target: what became of it, and why.
Table receiptTable(const deploy::Receipt &receipt);

} // namespace odimo::cli
