// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/containers/file_tree.h"
#include "core/data/specification.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace odimo::data {

/// What a format is asked to read.
struct Source {
    Specification specification;
    LoadOptions options;
    const FileTree *files = nullptr; ///< Null if the specification names no path.
};

/// What a format found. What is the same for all formats comes later: checks of the labels, a test set where there is
/// none, the image size, the augmentation (core/data/prepare.h).
struct RawDataset {
    std::vector<std::string> classes;
    Images train;
    std::optional<Images> test;
    Augmentation augmentation;
    std::vector<Problem> problems;
};

enum class ImageSize {
    OfTheData,  ///< All images have one size.
    OfEachFile, ///< Each image file has its own, so that a network may choose one.
};

/// One way to read data. A new format is one file and one line in the table of datasets.cpp.
struct DatasetFormat {
    std::string_view name;
    std::string_view description;
    ImageSize imageSize = ImageSize::OfTheData;
    std::span<const std::string_view> ownOptions; ///< The options it parses itself; shared options arrive parsed.
    bool (*accepts)(const Source &source) = nullptr;
    /// Throws Error that names the file, the reason and the remedy if there is nothing to go on with.
    RawDataset (*load)(const Source &source) = nullptr;
};

/// In the order in which they are asked whether they accept a source.
std::span<const DatasetFormat *const> datasetFormats();

const DatasetFormat &fashionMnistFormat();
const DatasetFormat &syntheticFormat();
const DatasetFormat &idxFormat();
const DatasetFormat &cifar10Format();
const DatasetFormat &cifar100Format();
const DatasetFormat &numpyFormat();
const DatasetFormat &tinyImagenetFormat();
const DatasetFormat &imageFolderFormat();

/// Where Fashion-MNIST is looked for, in this order: $ODIMO_DATA/fashion-mnist if the variable is set, then the folder
/// of the Debian package dataset-fashion-mnist.
std::vector<std::filesystem::path> fashionMnistPlaces();

/// The first of `places` that is a folder; throws Error that lists them all and names the package to install.
std::filesystem::path findFashionMnist(const std::vector<std::filesystem::path> &places);

} // namespace odimo::data
