// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/evaluation.h"

#include "core/learn/model/kept_memory.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <numeric>

namespace odimo::learn {

namespace {

/// Larger batches gain nothing on a processor (resnet8 and ResNet20, 125 to 1000 images: within 5 %) and need memory.
std::size_t batchOn(torch::Device device) { return device.is_cuda() ? 1000 : 250; }

} // namespace

Score evaluate(TrainableModel &model, const data::Images &images, std::span<const int> indices, torch::Device device,
               Session &session, const LogitsListener &listener)
{
    return evaluate(model, BatchSource(images, device), indices, session, listener);
}

Score evaluate(TrainableModel &model, const BatchSource &source, std::span<const int> indices, Session &session,
               const LogitsListener &listener)
{
    keepFreedMemory();
    const c10::InferenceMode frozen;
    const torch::TensorOptions onDevice(source.device());
    torch::Tensor correct = torch::zeros({}, onDevice.dtype(torch::kInt64));
    torch::Tensor loss = torch::zeros({}, onDevice.dtype(torch::kFloat64));
    const std::size_t batchSize = batchOn(source.device());
    const auto batches = static_cast<int>((indices.size() + batchSize - 1) / batchSize);
    BatchStream stream(batches, [&](int index) {
        const std::size_t begin = batchSize * static_cast<std::size_t>(index);
        return source.make(indices.subspan(begin, std::min(batchSize, indices.size() - begin)), {}, 0);
    });
    for (int index = 0; index < batches; ++index) {
        if (!session.proceed())
            throw StoppedByHost();
        const Batch batch = stream.next();
        const torch::Tensor logits = model.logits(batch.images, Mode::Inference);
        if (listener)
            listener(logits);
        correct += (logits.argmax(1) == batch.labels).sum();
        loss += torch::cross_entropy_loss(logits, batch.labels, {}, at::Reduction::Sum);
    }
    const auto total = static_cast<std::int64_t>(indices.size());
    return {correct.item<std::int64_t>(), total, loss.item<double>() / static_cast<double>(total)};
}

std::vector<int> allIndices(const data::Images &images)
{
    std::vector<int> indices(static_cast<std::size_t>(images.count()));
    std::iota(indices.begin(), indices.end(), 0);
    return indices;
}

} // namespace odimo::learn
