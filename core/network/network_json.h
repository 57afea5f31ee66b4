// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/network/network.h"

#include <string>

namespace odimo::network {

/// {"schema": 1, "name", "nodes": [{"name", "op", "inputs": [names], ...attributes, "output": [C, H, W]}]}
Json toJson(const Network &network);

/// The inverse; absent attributes take their defaults, shapes are inferred anew and must agree with a stated "output"
/// (the input's must be stated). Throws Error with the path of the field, or naming the node. The network need not be
/// complete (checkComplete): it may end in an image.
Network networkFromJson(const Json &json, const std::string &where);

} // namespace odimo::network
