// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/pixels.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace odimo::data {

/// Images of one size with labels. `pixels` is [N, H, W, C], 0..255; `labels` are 0 .. classes-1.
struct Images {
    int channels = 1;
    int height = 0;
    int width = 0;
    Pixels pixels;
    std::vector<std::int32_t> labels;

    int count() const { return static_cast<int>(labels.size()); }
    std::size_t imageBytes() const { return static_cast<std::size_t>(channels) * height * width; }
    std::span<const std::uint8_t> image(int index) const
    {
        return {pixels.data() + imageBytes() * static_cast<std::size_t>(index), imageBytes()};
    }
};

/// Random changes of training images: a shift by up to `shift` pixels (zero padding, then crop) and a horizontal flip.
struct Augmentation {
    int shift = 0;
    bool flip = false;
    bool operator==(const Augmentation &) const = default;
};

/// Something wrong with the data that one can go on without: a file that is no image, a label out of range.
struct Problem {
    std::string place; ///< "photos.zip: train/cat/7.jpg"
    std::string what;  ///< "is a text file, no image"
    bool operator==(const Problem &) const = default;
};

struct Dataset {
    std::string name;
    std::vector<std::string> classes;
    Images train;
    Images test;
    Augmentation augmentation;          ///< What suits this data by default, or what the specification asks for.
    std::vector<Problem> problems = {}; ///< What was left out.
};

/// Names that load without configuration, for messages and the window: "fashion-mnist", "synthetic".
std::vector<std::string> datasetNames();

/// Loads what a specification (core/data/specification.h) stands for. Throws Error that lists what there is if nothing
/// is known by that name, and if the data has problems, naming the first of them, unless they are to be skipped.
Dataset loadDataset(const std::string &specification);

/// As loadDataset, but always goes on with what is good, if anything is; `problems` says what was left out.
Dataset inspectDataset(const std::string &specification);

/// True if the images of this data have no size of their own that counts, so that a network may choose one: folders of
/// image files, on disk or in an archive. Looks at names only. Throws Error as loadDataset does.
bool takesImageSize(const std::string &specification);

/// What a front end shows without holding the images.
struct DatasetSummary {
    std::string name;
    std::vector<std::string> classes;
    int channels = 0, height = 0, width = 0;
    int trainImages = 0, testImages = 0;
    std::vector<int> trainPerClass, testPerClass;
    std::vector<double> mean, standardDeviation; ///< Per channel, of the training images in [0, 1].
    std::vector<Problem> problems;
};
DatasetSummary summarise(const Dataset &dataset);

} // namespace odimo::data
