// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/pixels.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace odimo::data {

enum class ValueKind {
    Pixels,   ///< Bytes 0..255, which stand for 0..1.
    Features, ///< Numbers of any size that are taken as they are: MFCCs, the readings of sensors.
};

/// Of one channel of pixels: a network reads (pixel / 255 - mean) / deviation.
struct Normalisation {
    double mean = 0;
    double deviation = 1;
    bool operator==(const Normalisation &) const = default;
};

/// Images of one size with labels 0 .. classes-1. `pixels` is [N, H, W, C]: bytes, or floats if `kind` is Features.
struct Images {
    int channels = 1;
    int height = 0;
    int width = 0;
    Pixels pixels;
    std::vector<std::int32_t> labels;
    ValueKind kind = ValueKind::Pixels;
    std::vector<Normalisation> normalisation = {}; ///< Of pixels, by channel; empty: a network reads pixel / 255.

    int count() const { return static_cast<int>(labels.size()); }
    std::size_t imageValues() const { return static_cast<std::size_t>(channels) * height * width; }
    std::size_t imageBytes() const { return imageValues() * (kind == ValueKind::Features ? sizeof(float) : 1); }
    std::span<const std::uint8_t> image(int index) const
    {
        return {pixels.data() + imageBytes() * static_cast<std::size_t>(index), imageBytes()};
    }
};

/// True if a network reads values below 0 of such images.
bool isSigned(const Images &images);

/// Random changes of training images: a shift by up to `shift` pixels (zero padding, then crop) and a horizontal flip.
struct Augmentation {
    int shift = 0;
    bool flip = false;
    bool operator==(const Augmentation &) const = default;
};

/// A defect of the data that can be left out: a file that is no image, a label out of range.
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

/// Loads what a specification (core/data/specification.h) stands for, or a file of writePacked(). Throws Error that lists
/// what there is if nothing is known by that name, and if the data has problems, unless they are to be skipped.
Dataset loadDataset(const std::string &specification);

/// As loadDataset, but always leaves out what is bad, unless nothing remains; `problems` says what was left out.
Dataset inspectDataset(const std::string &specification);

/// True if the images have no fixed size, so that a network may choose one: folders of
/// image files, on disk or in an archive. Looks at names only. Throws Error as loadDataset does.
bool takesImageSize(const std::string &specification);

/// What a front end shows without holding the images.
struct DatasetSummary {
    std::string name;
    std::vector<std::string> classes;
    int channels = 0, height = 0, width = 0;
    int trainImages = 0, testImages = 0;
    std::vector<int> trainPerClass, testPerClass;
    /// Of the training images as a network reads them: in [0, 1], unless they are normalised or features.
    std::vector<double> mean, standardDeviation; ///< Per channel.
    double least = 0, most = 0;
    ValueKind kind = ValueKind::Pixels;
    bool isNormalised = false;
    bool isSigned = false; ///< As isSigned() of the training images.
    std::vector<Problem> problems;
};
DatasetSummary summarise(const Dataset &dataset);

/// SHA-256 of all images, labels and normalisation as they are loaded: tells whether two machines read the same data.
std::string digestOf(const Dataset &dataset);

} // namespace odimo::data
