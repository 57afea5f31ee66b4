// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/settings.h"

#include <string>
#include <vector>

namespace odimo::host {

/// Settings as people write them. All throw Error with a sentence that says what to write.

/// Warm-up, search and fine-tuning: "10,3,2". The warm-up of a network with trained weights may have 0.
Epochs epochsFromText(const std::string &text);
/// Of the warm-up, and of each task beside others: "8,2", or one number for both.
Threads threadsFromText(const std::string &text);
/// Workers at a time: "8", or for each executor in their order: "8,2".
std::vector<int> jobsFromText(const std::string &text);
/// Training images: a number of at least 0, or "all", which is 0.
int imagesFromText(const std::string &text);

std::string textOf(const Epochs &epochs);   ///< "10, 3, 2"
std::string textOf(const Threads &threads); ///< "8, 2"

} // namespace odimo::host
