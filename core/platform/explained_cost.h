// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/explanation.h"
#include "core/platform/platform.h"

namespace odimo::platform {

/// What explaining a number needs beside a cost model: its formula, step by step. A cost model that has one derives
/// from this class too; costs are computed without it.
class ExplainedCost {
public:
    virtual ~ExplainedCost() = default;
    /// For 1 <= channels <= layer.outChannels of a layer that the model accepts; its value is the model's answer.
    virtual Explanation explained(const LayerGeometry &layer, int channels) const = 0;
};

/// How the model comes to cycles(layer, channels), which is the value; the number alone for no channels and for a model
/// without a formula.
Explanation explanationOf(const CostModel &model, const LayerGeometry &layer, int channels);

} // namespace odimo::platform
