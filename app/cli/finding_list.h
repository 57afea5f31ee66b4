// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/table.h"
#include "core/base/json.h"
#include "core/onnx/finding.h"

#include <string>
#include <vector>

namespace odimo::cli {

/// What the import found, what stands in the way first. Nodes with equal operator and reason share a line; layers that
/// can be mapped are left out unless there is something to do about them, because the table of the network has them.
/// Empty if there is nothing to tell.
std::string findingsText(const std::vector<onnx::Finding> &findings);

/// [{"severity", "node", "op", "reason", "remedy"}]
Json findingsToJson(const std::vector<onnx::Finding> &findings);

} // namespace odimo::cli
