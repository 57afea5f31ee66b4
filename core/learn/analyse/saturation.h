// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/trained_models.h"

#include <string>
#include <vector>

namespace odimo::learn {

/// One sentence for each unit that cannot hold all biases of the mapped network, with their number, the largest part
/// that is cut off, and the layers it concerns most; empty if all fit.
std::vector<std::string> saturationFindings(const QuantisedModel &model, const mapping::CostTable &table);

} // namespace odimo::learn
