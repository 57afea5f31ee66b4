// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::network {

/// What the data asks of a network; where absent the network's own default stands.
struct ZooRequest {
    std::optional<Shape> input = {};
    std::optional<int> classes = {};
};

struct ZooEntry {
    std::string name;
    std::string description;
    std::vector<std::string> options; ///< Name, range and default: "stem=1..2 (1)".
    Shape defaultInput;
    int defaultClasses = 10;
};

const std::vector<ZooEntry> &zoo();

/// Builds a network from `name[:option=value,...]`, for example "resnet8:stem=2,width=8". Every network also takes
/// `input=CxHxW` and `classes=N`, which must agree with the request where both are given.
/// Throws Error that lists the names for an unknown name, and the options for an unknown option or a bad value.
Network zooNetwork(const std::string &specification, const ZooRequest &request = {});

} // namespace odimo::network
