// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/integer/executor.h"
#include "core/protocol/event.h"

#include <vector>

namespace odimo::host {

/// The codes of an image as training sees it.
integer::CodeTensor imageCodes(const integer::QuantisedNetwork &network, const data::Images &images, int index);

struct IntegerEvaluation {
    protocol::Measured measured; ///< "integer"; of `split`.
    std::vector<float> logits;   ///< [N, classes]
};

/// What the integers of a network decide of images that fit it, by the rules of the chip and without LibTorch.
/// `threads` is 1 or more.
IntegerEvaluation evaluateIntegers(const integer::QuantisedNetwork &network, const data::Images &images,
                                   const std::string &split, int threads);

} // namespace odimo::host
