// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <span>
#include <vector>

namespace odimo::platform {

/// One way to compute channels of a layer: on a unit, by an operator, in a numeric format. Two units that differ in the
/// format alone (DIANA's) and two that run another operator each are branches alike. The unit's name is the branch's
/// key in every file.
struct Branch {
    int unit = 0; ///< Index into Platform::units.
    /// What the unit runs in place of the layer. All units known today run the layer's own operator.
    OperatorKind operation = OperatorKind::Convolution;
    LayerGeometry geometry; ///< Of that operator, which the cost model is asked about.
    NumericFormat format;
};

/// One branch for each unit that may take channels of the layer (Platform::refusal), in the platform's order.
std::vector<Branch> branchesOf(const Layer &layer, const Platform &platform);

/// The index of the branch that the others of a layer are compared with: the one on the unit that comes first in
/// Platform::referenceOrder. 0 if there is none.
std::size_t referenceBranch(std::span<const Branch> branches, const Platform &platform);

} // namespace odimo::platform
