// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

#include <vector>

namespace odimo::deploy {

/// A layer as both units see it: half a kernel of padding on all sides, if it reads a map.
struct LayerShape {
    LayerKind kind = LayerKind::Convolution;
    network::Extent kernel = {};
    int stride = 1;
    network::Shape input;
    network::Shape output;
};

/// What a job must see to compute these rows and columns of the output; columns.first is a multiple of 16. The input's
/// columns begin at a multiple of 16, so inside the image 16 columns are computed before the first that is kept: they
/// see zeros where the image goes on.
Window windowOf(const LayerShape &layer, Span rows, Span columns);

/// `count` things in parts of `most` each, the last one shorter.
std::vector<Span> partsOf(int count, int most);

/// The sizes of parts that are worth trying, the largest first: `count` divided by 1, 2, 3 ... and rounded up to whole
/// blocks, each size once.
std::vector<int> partSizes(int count, int block);

} // namespace odimo::deploy
