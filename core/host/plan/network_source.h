// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/parameters.h"
#include "core/network/zoo.h"
#include "core/onnx/import.h"

#include <optional>
#include <string>

namespace odimo::host {

/// A network, and the trained weights if it came with any.
struct NetworkSource {
    network::Network network;
    std::optional<network::Parameters> parameters = {};
    std::string whyUntrained = {}; ///< As onnx::Import has it; empty for the zoo.
};

/// True for what names a file ("net.onnx", "net.onnx:input=3x224x224,output=scores") and not a network of the zoo.
bool isNetworkFile(const std::string &specification);

/// The path of such a file, without the options behind it.
std::string pathOfNetwork(const std::string &specification);

/// Reads the file. `request.input` fills in what the file leaves open, unless the specification states it.
/// Throws Error as onnx::importModel does, and if a stated shape contradicts the file.
onnx::Import importNetwork(const std::string &specification, const network::ZooRequest &request = {});

/// What the file holds. Throws Error naming the nodes that are refused.
NetworkSource sourceFrom(onnx::Import import, const std::string &specification);

/// A network of the zoo, built for the request, or of a file, which has its own shape and classes. Throws Error as
/// zooNetwork, importNetwork and sourceFrom do.
NetworkSource loadNetwork(const std::string &specification, const network::ZooRequest &request = {});

} // namespace odimo::host
