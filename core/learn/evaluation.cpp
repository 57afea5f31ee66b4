// SPDX-License-Identifier: Apache-2.0
#include "core/learn/evaluation.h"

#include "core/learn/batches.h"

#include <numeric>

namespace odimo::learn {

namespace {

constexpr std::size_t evaluationBatch = 250;

} // namespace

Score evaluate(Trainee &trainee, const data::Images &images, std::span<const int> indices, torch::Device device,
               Session &session)
{
    torch::NoGradGuard frozen;
    torch::Tensor correct = torch::zeros({}, torch::TensorOptions(torch::kInt64).device(device));
    torch::Tensor loss = torch::zeros({}, torch::TensorOptions(torch::kFloat64).device(device));
    for (std::size_t begin = 0; begin < indices.size(); begin += evaluationBatch) {
        if (!session.proceed())
            throw StoppedByHost();
        const std::size_t count = std::min(indices.size() - begin, evaluationBatch);
        const Batch batch = makeBatch(images, indices.subspan(begin, count), {}, 0, device);
        const torch::Tensor logits = trainee.logits(batch.images, Mode::Inference);
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
