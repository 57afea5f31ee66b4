// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/verify/verify.h"
#include "core/project/project.h"

#include <cstdint>
#include <string>

namespace odimo::host {

/// Keeps the receipt of a package with the run that it was exported from, in place of an older one. Throws Error if the
/// project has no such run, or if the network of the run is not the package's.
void storeReceipt(project::Project &project, std::int64_t run, const deploy::Receipt &receipt);

/// The receipt of a run as JSON text; empty if it has none.
std::string receiptOf(const project::Project &project, std::int64_t run);

} // namespace odimo::host
