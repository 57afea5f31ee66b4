// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/worker_task.h"
#include "core/host/plan/network_source.h"

#include <string>

namespace odimo::cli {

/// A float forward pass over images of a file.
struct LogitsOptions {
    std::string input; ///< A .npy file, or an .npz file with the array "input": [N, C, H, W], float32.
    std::string output;
    WorkerOptions worker;
};

void addLogitsOptions(CLI::App &app, LogitsOptions &options);

/// Computes the logits [N, classes], or the output [N, C, H, W] of a network that ends in an image, in a worker and
/// writes them as .npy. Throws Error if the network has no trained weights, and if the images do not fit it.
void writeLogits(const host::NetworkSource &source, const std::string &specification, const LogitsOptions &options);

} // namespace odimo::cli
