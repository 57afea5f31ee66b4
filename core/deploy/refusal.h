// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::deploy {

/// Something that speaks against an export, found before any file is written.
struct Refusal {
    std::string layer;  ///< The node's name; empty: the whole network.
    std::string rule;   ///< What is limited: "kernel", "padding", "shift", ...
    std::string value;  ///< What the network has: "3x4".
    std::string limit;  ///< What can be exported: "sides of 1, 3, 5 or 7".
    std::string remedy; ///< What to do about it, a sentence.
    bool operator==(const Refusal &) const = default;
};

} // namespace odimo::deploy
