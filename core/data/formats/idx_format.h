// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/formats.h"

namespace odimo::data {

/// The images and labels of files named as those of MNIST are: train-images-idx3-ubyte, train-labels-idx1-ubyte and the
/// same of t10k (or test, which may be missing), plain or with .gz; EMNIST puts its name in front
/// (emnist-balanced-train-...). No classes are named and no augmentation is chosen. Throws Error naming the file if one
/// is missing or damaged.
RawDataset readIdxFiles(const FileTree &files);

} // namespace odimo::data
