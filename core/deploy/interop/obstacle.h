// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::deploy {

/// What keeps a node out of a file for another tool.
struct Obstacle {
    std::string layer;
    std::string rule;
    std::string why;
    bool operator==(const Obstacle &) const = default;
};

} // namespace odimo::deploy
