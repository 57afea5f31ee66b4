// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::data {

/// What normalise= asks for: the name of published figures ("imagenet"), or MEAN,DEVIATION with one number each or one
/// for each channel, "0.485/0.456/0.406,0.229/0.224/0.225". Absent if the text is neither, or a deviation not above 0.
std::optional<std::vector<Normalisation>> normalisationFrom(const std::string &text);

/// The accepted values, for messages.
std::string normalisationHelp();

/// Pixels are normalised when batches are made of them, features at once. One figure stands for all channels. Throws
/// Error if there are others than channels.
void normalise(Images &images, const std::vector<Normalisation> &byChannel);

} // namespace odimo::data
