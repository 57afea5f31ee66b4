// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/learn/model/trained_models.h"
#include "core/tasks/task_context.h"

#include <algorithm>

namespace odimo::tasks {

namespace {

constexpr std::int64_t batchSize = 128;
constexpr const char *arrayName = "input";

/// [N, C, H, W], a view into `array`.
torch::Tensor imagesOf(data::FloatArray &array, const protocol::Task &task, const network::Network &network)
{
    const network::Shape needed = network.inputShape();
    const std::vector<std::int64_t> image{needed.channels, needed.height, needed.width};
    std::vector<std::int64_t> shape = array.shape;
    if (shape.size() == 2) // Features are images of one pixel.
        shape.insert(shape.end(), {1, 1});
    if (shape.size() == 3 && needed.height == 1) // Signals are images of height 1.
        shape.insert(shape.begin() + 2, 1);
    if (shape.size() != 4 || !std::equal(image.begin(), image.end(), shape.begin() + 1))
        throw Error(task.images + " holds an array " + data::shapeText(array.shape) + "; " + network.name() +
                    " reads [N, " + std::to_string(needed.channels) + ", " + std::to_string(needed.height) + ", " +
                    std::to_string(needed.width) + "]");
    return torch::from_blob(array.values.data(), shape);
}

/// [N, classes], or [N, C, H, W] of a network that ends in an image.
std::vector<std::int64_t> outputShape(std::int64_t images, const network::Shape &output)
{
    if (output.height == 1 && output.width == 1)
        return {images, output.channels};
    return {images, output.channels, output.height, output.width};
}

} // namespace

void computeLogits(const protocol::Task &task, learn::Session &session)
{
    const torch::Device device = learn::deviceNamed(task.device);
    const network::Model model = mapping::loadTrainedNetwork(task.weights, task.platform).model;
    data::FloatArray input = data::readFloatArray(task.images, arrayName);
    const torch::Tensor images = imagesOf(input, task, model.network);
    learn::FloatModel computing(model, device);
    data::FloatArray logits{outputShape(images.size(0), model.network.node(model.network.output()).output), {}};
    torch::NoGradGuard frozen;
    for (std::int64_t begin = 0; begin < images.size(0); begin += batchSize) {
        if (!session.proceed())
            throw learn::StoppedByHost();
        const torch::Tensor batch = images.slice(0, begin, std::min(begin + batchSize, images.size(0)));
        const torch::Tensor computed =
            computing.logits(batch.to(device), learn::Mode::Inference).to(torch::kCPU).contiguous();
        logits.values.insert(logits.values.end(), computed.data_ptr<float>(),
                             computed.data_ptr<float>() + computed.numel());
    }
    saveLogits(task, logits, session);
}

} // namespace odimo::tasks
