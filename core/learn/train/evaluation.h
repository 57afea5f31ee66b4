// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/learn/model/trainable_model.h"
#include "core/learn/train/batches.h"
#include "core/learn/train/session.h"

#include <functional>
#include <span>
#include <vector>

namespace odimo::learn {

struct Score {
    std::int64_t correct = 0;
    std::int64_t total = 0;
    double loss = 0; ///< Mean cross-entropy.
    double accuracy() const { return total > 0 ? static_cast<double>(correct) / static_cast<double>(total) : 0; }
};

/// Is given the logits of each batch, [N, classes], in the order of the images.
using LogitsListener = std::function<void(const torch::Tensor &)>;

/// Without augmentation, in inference mode. Throws StoppedByHost.
Score evaluate(TrainableModel &model, const data::Images &images, std::span<const int> indices, torch::Device device,
               Session &session, const LogitsListener &listener = {});
/// The same with images that lie ready.
Score evaluate(TrainableModel &model, const BatchSource &source, std::span<const int> indices, Session &session,
               const LogitsListener &listener = {});

/// 0 .. images.count()-1.
std::vector<int> allIndices(const data::Images &images);

} // namespace odimo::learn
