// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/verify/receipt.h"
#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>

namespace odimo::host {

/// Throws Error if the network of the run is not the one that was verified or is to be.
void requireSameNetwork(const project::Project &project, const project::Run &run, const std::string &networkHash);

/// Keeps the receipt of a package with the run that it was exported from, in place of an older one. Throws Error if the
/// project has no such run, or if the network of the run is not the package's.
void storeReceipt(project::Project &project, std::int64_t run, const deploy::Receipt &receipt);

/// The receipt that is kept with a run. Throws Error if it is damaged.
std::optional<deploy::Receipt> receiptOf(const project::Project &project, std::int64_t run);

} // namespace odimo::host
