// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"

#include <filesystem>

namespace odimo::data {

/// The training and test images of a folder with the files of MNIST: train-images-idx3-ubyte, train-labels-idx1-ubyte,
/// t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, each with or without .gz.
struct IdxFolder {
    Images train;
    Images test;
    int classes = 0; ///< One more than the largest label of the training images.
};

/// Throws Error naming the file if one is missing or unreadable, if images and labels differ in number, if training and
/// test images differ in size, or if a test label does not occur among the training classes.
IdxFolder readIdxFolder(const std::filesystem::path &folder);

} // namespace odimo::data
