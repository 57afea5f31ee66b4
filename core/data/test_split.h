// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/specification.h"

#include <span>
#include <string>
#include <vector>

namespace odimo::data {

/// Indices of images, ascending.
struct TestSplit {
    std::vector<int> train;
    std::vector<int> test;
};

/// Sets a share of every class aside as test set, as `options` ask for it: at least one image, never the last one. A
/// class with a single image stays with the training images; a problem says so. Labels are 0 to classes - 1.
TestSplit splitOffTest(std::span<const std::int32_t> labels, const std::vector<std::string> &classes,
                       const LoadOptions &options, std::vector<Problem> &problems);

} // namespace odimo::data
