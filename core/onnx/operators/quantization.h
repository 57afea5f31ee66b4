// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// real = (code - zero) * scale, with one scale for all, or one for each index of an axis.
struct Quantizer {
    std::vector<float> scales;
    std::vector<std::int64_t> zeros; ///< As many as scales.
    std::int64_t axis = 1;           ///< Of the scales, where there are several.
    ElementType type = ElementType::Uint8;
    bool operator==(const Quantizer &) const = default;
};

/// Of a QuantizeLinear or DequantizeLinear node; `zero` may be absent. Throws Refusal on scales that are not above 0
/// and variants we cannot take.
Quantizer readQuantizer(const Node &node, const Constant &scale, const Constant *zero);

Constant quantize(const Constant &values, const Quantizer &quantizer);
Constant dequantize(const Constant &codes, const Quantizer &quantizer);

/// The real values of the least and the largest code; one scale only.
network::ValueRange rangeOf(const Quantizer &quantizer);

} // namespace odimo::onnx
