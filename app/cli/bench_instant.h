// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/worker_task.h"
#include "core/network/network.h"
#include "core/platform/platform.h"

#include <cstdint>

namespace odimo::cli {

/// The seconds from the weights of a network to a front of ten mappings that were recalibrated and measured on 10,000
/// images: the analysis, the exact front, the previews, start of the two workers included. The weights are random and
/// the images synthetic, which does not matter to the time. Throws Error if a worker fails.
double timeInstantFront(const network::Network &network, const platform::Platform &platform, std::uint64_t seed,
                        const WorkerOptions &workers);

} // namespace odimo::cli
