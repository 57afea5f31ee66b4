// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"
#include "core/platform/platform.h"

#include <string>
#include <vector>

namespace odimo::deploy {

/// Something that the chip cannot do, found before any file is written.
struct Refusal {
    std::string layer;  ///< The node's name.
    std::string rule;   ///< What is limited: "kernel", "padding", "shift", ...
    std::string value;  ///< What the network has: "3x4".
    std::string limit;  ///< What the chip can do: "sides of 1, 3, 5 or 7".
    std::string remedy; ///< What to do about it, a sentence.
    bool operator==(const Refusal &) const = default;
};

/// What no arrangement of memory could mend: operators, geometry, word lengths, weights. Memories are `lower`'s
/// subject.
std::vector<Refusal> refusalsOf(const integer::QuantisedNetwork &network, const platform::Platform &platform);

/// "layer conv1: kernel 3x4 (possible: sides of 1, 3, 5 or 7). Train ..."
std::string toText(const Refusal &refusal);

} // namespace odimo::deploy
