// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <vector>

namespace odimo::network {

/// What a pass wants to change, one element a node of the network it looks at.
struct Rewrite {
    explicit Rewrite(const Network &network);
    /// The operators to write.
    std::vector<Operator> operators;
    /// Itself, or the earlier node that stands for a node that goes.
    std::vector<int> standIn;
};

/// The network with the changes; nodes keep their order and names. A node that stands for later ones has the range of
/// the last of them that has one.
Network apply(const Rewrite &rewrite, const Network &network);

} // namespace odimo::network
