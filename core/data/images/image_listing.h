// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/formats.h"

#include <string>
#include <vector>

namespace odimo::data {

/// An image file, by its index in a FileTree, and its label.
struct LabelledFile {
    std::size_t file = 0;
    std::int32_t label = 0;
};

/// Image files that make up a data set.
struct ImageListing {
    std::vector<std::string> classes;
    std::vector<LabelledFile> train;
    std::vector<LabelledFile> test; ///< If none, a share of the training images becomes the test set.
    std::vector<Problem> problems;
};

/// The folders right under `root` ("train/" or ""), sorted: one class each.
std::vector<std::string> classFolders(const FileTree &files, const std::string &root);

/// The image files in the folders of `classes` under `root`, at any depth. Images elsewhere under `root` are problems.
std::vector<LabelledFile> filesInClassFolders(const FileTree &files, const std::string &root,
                                              const std::vector<std::string> &classes, std::vector<Problem> &problems);

/// Decodes the files, or finds them in the cache (image_cache.h). All get the size that the options ask for;
/// without it they must have one size. Files that cannot be decoded are problems. Throws Error if no training image is
/// left, and, naming the sizes met and the remedy, if they differ.
RawDataset decodeListing(const Source &source, ImageListing listing);

} // namespace odimo::data
