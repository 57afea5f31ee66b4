// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/constant.h"

namespace odimo::onnx {

/// In which order a value has the values of another, its source, all of which it has.
struct Layout {
    /// The source's values are ordered by these sizes, slowest first: its axes, or what an axis was made from.
    Dimensions parts;
    /// For each axis of the value the parts it runs over, slowest first. Parts of size 1 may be in any axis or none.
    std::vector<std::vector<std::size_t>> axes;
};

Layout sameLayout(const Dimensions &shape);
/// Of [N, H, W, C] over [N, C, H, W].
Layout channelsLast(const Dimensions &channelsFirst);

/// After a Transpose: axis i is axis `order[i]` of before.
Layout transposed(const Layout &layout, const std::vector<std::size_t> &order);
/// After a Reshape of as many values; absent if it divides a part.
std::optional<Layout> reshaped(const Layout &layout, const Dimensions &shape);

/// The parts of an axis without those of size 1.
std::vector<std::size_t> longParts(const Layout &layout, std::size_t axis);
/// True if the values are in their source's order.
bool keepsOrder(const Layout &layout);
/// True if the first axis is the batch, the first part, and nothing else.
bool keepsBatch(const Layout &layout);
/// True if both values have their source's values in the same order and shape.
bool isSameLayout(const Layout &left, const Layout &right);

/// A constant that broadcasts over the value as one over [parts] of the source, of size 1 where it repeats, or one for
/// each of all parts but the batch; absent if it does not broadcast over each image alike.
std::optional<Constant> overParts(const Constant &constant, const Layout &layout, const Dimensions &shape, bool all);

/// For each feature of the source, in its order, the place it has in a value [N, F]; the batch is no feature.
std::vector<std::size_t> featureOrder(const Layout &layout);

} // namespace odimo::onnx
