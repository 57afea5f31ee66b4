// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/formats.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace odimo::data {

ImageShape shapeOf(const Images &images);

/// Without images: of this shape, with values of this kind.
Images emptyLike(const Images &images);

/// The features of images as numbers.
std::vector<float> featuresOf(const Images &images);
Pixels toPixels(std::span<const float> features);

/// The images at `indices`, in that order.
Images pick(const Images &images, std::span<const int> indices);

/// Combines images of one size with labels. If there are more of one than of the other, the surplus is dropped and a
/// problem says so.
void setLabels(Images &images, std::vector<std::int32_t> labels, const std::string &imagePlace,
               const std::string &labelPlace, std::vector<Problem> &problems);

/// Names the classes of data that has only numbers: "0" to the largest label of the training images. Data whose labels
/// begin at 1 (EMNIST letters) keeps them as names.
void nameClassesByNumber(RawDataset &data);

/// What suits photographs in colour: a shift by an eighth of the side, and a flip; nothing for grey images, which are
/// mostly symbols that must not be mirrored, and for features.
Augmentation augmentationFor(const Images &images);

} // namespace odimo::data
