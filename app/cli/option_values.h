// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/settings.h"
#include "core/network/zoo.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace odimo::cli {

/// "0.1,0.5": finite numbers of at least 0. Throws Error naming the value.
std::vector<double> parseStrengths(const std::string &text);

/// "10,3,2": whole epochs of warm-up, search and fine-tuning, each at least 1, but for a warm-up of trained weights,
/// which may have none. Throws Error naming the value.
host::Epochs parseEpochs(const std::string &text);

/// "8,2": threads of the warm-up and of each task beside others, each at least 1; "2" for both. Throws Error naming the
/// value.
host::Threads parseThreads(const std::string &text);

/// "3x32x32": channels, height and width, each at least 1. Throws Error naming the value.
network::Shape parseShape(const std::string &text);

/// What `--network` and `--data` accept, for the help.
extern const char *const networkHelp;
extern const char *const dataHelp;
/// And `--layout`.
extern const char *const layoutHelp;

/// What `--network`, `--input` and `--classes` ask for.
struct NetworkOptions {
    std::string network;
    std::string input; ///< Empty: the network's own.
    std::optional<int> classes;
};

/// `--input` (also `--input-shape`) and `--classes`.
void addShapeOptions(CLI::App &app, NetworkOptions &options);

/// The specification of a network with the shape of its images stated in it.
std::string withInput(const std::string &network, const network::Shape &input);

/// The network's specification with what the other options ask for. Throws Error naming a shape that is none, and
/// classes for a network from a file, which has its own.
std::string specificationOf(const NetworkOptions &options);

/// A network of the zoo or of a file.
network::Network buildNetwork(const NetworkOptions &options);

} // namespace odimo::cli
