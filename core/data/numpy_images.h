// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/npy.h"

#include <span>
#include <string>
#include <vector>

namespace odimo::data {

/// An array and what to call it in messages.
struct NamedArray {
    NpyArray array;
    std::string place;
};

/// Images without labels, one set for each of `arrays`, whose numbers have one meaning: truth values and numbers
/// of which none is above 1 are shares of full brightness, others are bytes 0..255. Shapes are [N, H, W], [N, H, W, C]
/// or [N, C, H, W] where C is 1 or 3. Throws Error, with the remedy, if they are anything else.
std::vector<Images> imagesOf(std::span<const NamedArray> arrays);

} // namespace odimo::data
