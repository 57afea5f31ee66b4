// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan.h"
#include "core/network/network.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::cli {

/// "0.1,0.5": finite numbers of at least 0. Throws Error naming the value.
std::vector<double> parseStrengths(const std::string &text);

/// "10,3,2": whole epochs of warm-up, search and fine-tuning, each at least 1. Throws Error naming the value.
host::Epochs parseEpochs(const std::string &text);

/// "3x32x32": channels, height and width, each at least 1. Throws Error naming the value.
network::Shape parseShape(const std::string &text);

/// What `--network`, `--input` and `--classes` ask for.
struct NetworkOptions {
    std::string network;
    std::string input; ///< Empty: the network's own.
    std::optional<int> classes;
};

network::Network buildNetwork(const NetworkOptions &options);

} // namespace odimo::cli
