// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"

#include <filesystem>
#include <vector>

namespace odimo::data {

const DatasetFormat &fashionMnistFormat();
const DatasetFormat &syntheticFormat();
const DatasetFormat &idxFolderFormat();

/// Where Fashion-MNIST is looked for, in this order: $ODIMO_DATA/fashion-mnist if the variable is set, then the folder
/// of the Debian package dataset-fashion-mnist.
std::vector<std::filesystem::path> fashionMnistPlaces();

/// The first of `places` that is a folder; throws Error that lists them all and names the package to install.
std::filesystem::path findFashionMnist(const std::vector<std::filesystem::path> &places);

} // namespace odimo::data
