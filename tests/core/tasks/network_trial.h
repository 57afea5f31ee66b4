// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/parameters.h"
#include "core/platform/platform.h"

#include <cstdint>
#include <string>
#include <vector>

namespace odimo::tasks {

/// An image [C, H, W] and its class scores by definition.
struct KnownScores {
    std::vector<float> image;
    std::vector<double> scores;
};

/// What is wrong with a network; empty: its logits are the scores, before and after it is simplified; a warm-up, a
/// search and a fine-tuning take two steps each and stay finite; and the fine-tuned network computes what integers do.
std::string faultOf(const network::Model &model, const KnownScores &known, const platform::Platform &platform,
                    std::uint64_t seed);

} // namespace odimo::tasks
