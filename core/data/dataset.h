// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    std::vector<std::uint8_t> pixels;
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

struct Dataset {
    std::string name;
    std::vector<std::string> classes;
    Images train;
    Images test;
    Augmentation augmentation; ///< What suits this data by default.
};

/// One way to read data. A new format is one class, one file, and one line in the table of datasets.cpp.
class DatasetFormat {
public:
    virtual ~DatasetFormat() = default;
    virtual std::string name() const = 0;
    virtual std::string description() const = 0;
    /// True if `specification` (what the user gave after --data) is for this format.
    virtual bool accepts(const std::string &specification) const = 0;
    /// Throws Error that names the file, the reason and the remedy.
    virtual Dataset load(const std::string &specification) const = 0;
};

std::span<const DatasetFormat *const> datasetFormats();

/// Names that load without configuration, for messages and the window: "fashion-mnist", "synthetic".
std::vector<std::string> datasetNames();

/// "fashion-mnist", "synthetic[:option=value,...]" or a folder of IDX files. Throws Error that lists what there is.
Dataset loadDataset(const std::string &specification);

/// What a front end shows without holding the images.
struct DatasetSummary {
    std::string name;
    std::vector<std::string> classes;
    int channels = 0, height = 0, width = 0;
    int trainImages = 0, testImages = 0;
    std::vector<int> trainPerClass, testPerClass;
    std::vector<double> mean, standardDeviation; ///< Per channel, of the training images in [0, 1].
};
DatasetSummary summarise(const Dataset &dataset);

} // namespace odimo::data
