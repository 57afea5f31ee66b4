// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/containers/npy.h"
#include "core/data/specification.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace odimo::data {

/// An array and what to call it in messages.
struct NamedArray {
    NpyArray array;
    std::string place;
};

/// What the user says of the arrays.
struct ArrayReading {
    std::optional<ValueKind> kind;   ///< Otherwise the numbers tell.
    std::optional<ImageShape> shape; ///< Of one image; where the sizes of the array allow it, it says what they mean.
};

/// Images without labels, one set for each of `arrays`, whose numbers have one meaning: fractions with some below 0 or
/// above 255 and whole numbers with some below 0 are features; truth values and numbers of which none is above 1 are
/// shares of full brightness, others are bytes 0..255. Shapes are [N, H, W], [N, H, W, C] or [N, C, H, W] where C is 1
/// or 3, and [N, F], which is F channels of one pixel; others need `shape`, whose order is [C, H, W] or [H, W, C].
/// Throws Error, with the remedy, if they are anything else.
std::vector<Images> imagesOf(std::span<const NamedArray> arrays, const ArrayReading &reading);

} // namespace odimo::data
