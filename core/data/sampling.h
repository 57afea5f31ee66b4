// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace odimo::data {

/// Indices of training images, ascending.
struct Split {
    std::vector<int> train;
    std::vector<int> validation;
};

/// `validationFraction` (0 < f < 1) of every class, at least one image, goes to validation. Seeded.
Split stratifiedSplit(std::span<const std::int32_t> labels, double validationFraction, std::uint64_t seed);

/// At most `count` of `indices` with every class kept in proportion (all of them if count is 0 or too large),
/// ascending. Where `count` allows it, each class keeps at least `leastOfEach` images, or all it has.
std::vector<int> stratifiedSubset(std::span<const std::int32_t> labels, std::span<const int> indices, int count,
                                  std::uint64_t seed, int leastOfEach = 0);

/// The same images in an order in which every prefix, and the rest behind it, holds the classes in proportion, within
/// one image. For code that looks at the first images only: data are often stored class by class.
std::vector<int> stratifiedSample(std::span<const std::int32_t> labels, std::span<const int> indices, int count,
                                  std::uint64_t seed);

/// `indices` in the order of an epoch: a function of seed and epoch alone, so that a resumed run sees the same batches.
std::vector<int> epochOrder(std::span<const int> indices, std::uint64_t seed, int epoch);

/// 255 * pixelScale is exactly 1 in float arithmetic.
inline constexpr float pixelScale = 1.0F / 255.0F;

/// By channel what each pixel becomes, rounded once; empty if the images are not normalised. Single values are looked
/// up wherever batches are made, so that they are the same on every device.
std::vector<std::array<float, 256>> normalisedPixels(const Images &images);

enum class Direction { Forward, Mirrored };

/// Pixel (y, x) comes from (y + alongY, x + alongX), zero outside the image; then each row is mirrored if asked for.
struct ImageChange {
    int alongX = 0;
    int alongY = 0;
    Direction direction = Direction::Forward;
};

/// What the augmentation does to an image: a function of these alone.
ImageChange changeOf(const Augmentation &augmentation, std::uint64_t seed, int index);

/// Writes what a network reads of the images, [N, H, W, C], into `batch` (indices.size() * imageValues floats), each
/// changed at random by `augmentation`; `seed` fixes the changes image by image. What a shift brings in is black, or 0
/// beside features.
void fillBatch(const Images &images, std::span<const int> indices, const Augmentation &augmentation, std::uint64_t seed,
               std::span<float> batch);

/// What a network reads of one image, [C, H, W], without augmentation.
std::vector<float> planesOf(const Images &images, int index);

} // namespace odimo::data
