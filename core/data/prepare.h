// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/formats.h"

namespace odimo::data {

/// Makes what a format found ready for use: leaves out images whose label is out of range, reports classes without a
/// training image, makes a test set if there is none, and brings all images to the size that was asked for. Throws
/// Error if no image is left or if training and test images differ in size.
Dataset prepare(RawDataset found, const Source &source);

} // namespace odimo::data
