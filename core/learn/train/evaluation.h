// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/learn/model/trainable_model.h"
#include "core/learn/train/batches.h"
#include "core/learn/train/session.h"

#include <span>
#include <vector>

namespace odimo::learn {

struct Score {
    std::int64_t correct = 0;
    std::int64_t total = 0;
    double loss = 0; ///< Mean cross-entropy.
    double accuracy() const { return total > 0 ? static_cast<double>(correct) / static_cast<double>(total) : 0; }
};

/// Without augmentation, in inference mode. Throws StoppedByHost.
Score evaluate(TrainableModel &model, const data::Images &images, std::span<const int> indices, torch::Device device,
               Session &session);
/// The same with images that lie ready.
Score evaluate(TrainableModel &model, const BatchSource &source, std::span<const int> indices, Session &session);

/// 0 .. images.count()-1.
std::vector<int> allIndices(const data::Images &images);

} // namespace odimo::learn
