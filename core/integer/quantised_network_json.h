// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/integer/quantised_network.h"

namespace odimo::integer {

/// All integers of a mapped network and the rules in words, so that another program can compute the same codes:
/// {"schema": 1, "rules": {...}, "network": as network::toJson, "units": [names],
///  "codes": [{"node", "exponent", "least", "most"}],
///  "layers": [{"name", "shape": of the weights, "channels": [{"unit", "multiplier", "addend", "shift", "weights"}]}],
///  "shifts": [{"node", "shift"}] of additions and lone ReLUs}
Json toJson(const QuantisedNetwork &network);

} // namespace odimo::integer
