// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/refusal.h"
#include "core/integer/quantised_network.h"
#include "core/platform/platform.h"

#include <string>
#include <vector>

namespace odimo::deploy {

/// What no arrangement of memory could mend: operators, geometry, word lengths, weights. Memories are `lower`'s
/// subject.
std::vector<Refusal> refusalsOf(const integer::QuantisedNetwork &network, const platform::Platform &platform);

/// "layer conv1: kernel 3x4 (possible: sides of 1, 3, 5 or 7). Train ..."
std::string toText(const Refusal &refusal);

} // namespace odimo::deploy
