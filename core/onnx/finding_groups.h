// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/finding.h"

#include <string>
#include <vector>

namespace odimo::onnx {

/// Findings that differ in their node alone, or in the node they are folded into.
struct FindingGroup {
    Verdict verdict = Verdict::Note;
    std::string node; ///< Its name, shortened, or "3 nodes"; empty: the whole file.
    std::string op;
    std::string text; ///< Why, and what to do.
    bool operator==(const FindingGroup &) const = default;
};

/// What people should read, what stands in the way first. Layers that can be mapped are left out unless there is
/// something to do about them.
std::vector<FindingGroup> groupFindings(const std::vector<Finding> &findings);

} // namespace odimo::onnx
