// SPDX-License-Identifier: Apache-2.0
// A step of fine-tuning with converters against one without, taken in turns. For people: nothing is judged here.
#include "core/learn/analyse/calibration.h"
#include "core/learn/model/kept_memory.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/optimisers.h"
#include "core/learn/train/training.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

using namespace odimo;

namespace {

constexpr int repetitions = 40;
constexpr int batch = 64;

/// Everything that may be on the analog unit is.
class Training {
public:
    Training(const std::string &platformName, const network::Model &model, const torch::Tensor &images)
        : m_platform(platform::loadPlatform(platformName)), m_table(mapping::makeCostTable(model.network, m_platform))
    {
        const learn::NetworkTensors tensors = learn::toTorch(model.network, model.parameters, torch::kCPU);
        const mapping::TrainedNetwork mapped{model, mapping::cheapestMapping(m_table, mapping::Objective::Latency),
                                             learn::calibrate(model.network, tensors, m_table, {images})};
        m_model = std::make_unique<learn::QuantisedModel>(mapped, m_table, learn::ScaleTraining::Frozen, torch::kCPU);
        m_optimisers = std::make_unique<learn::Optimisers>(learn::optimisersFor(*m_model, protocol::Schedule()));
    }

    void step(const torch::Tensor &images, const torch::Tensor &labels)
    {
        const std::clock_t start = std::clock();
        learn::trainingStep(*m_model, *m_optimisers, images, labels, 0, 1e-3, learn::Mode::Training).item<float>();
        m_times_s.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }

    double median_ms()
    {
        std::ranges::nth_element(m_times_s, m_times_s.begin() + repetitions / 2);
        return 1000 * m_times_s[repetitions / 2];
    }

private:
    platform::Platform m_platform;
    mapping::CostTable m_table;
    std::unique_ptr<learn::QuantisedModel> m_model;
    std::unique_ptr<learn::Optimisers> m_optimisers;
    std::vector<double> m_times_s; ///< Of the processor, which other programs do not lengthen much.
};

void compare(const std::string &name, const network::Shape &input)
{
    const network::Network network = network::zooNetwork(name, {.input = input});
    const network::Model model = network::simplify({network, network::initialise(network, 1)});
    const torch::Tensor images = torch::rand({batch, input.height, input.width, input.channels}).permute({0, 3, 1, 2});
    const torch::Tensor labels = torch::randint(network.classes(), {batch}, torch::kInt64);
    Training ideal("diana_ideal", model, images), converted("diana", model, images);
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        ideal.step(images, labels);
        converted.step(images, labels);
    }
    const double without = ideal.median_ms(), with = converted.median_ms();
    std::printf("%-16s ideal %7.1f ms, converters %7.1f ms, ratio %.2f\n", name.c_str(), without, with, with / without);
}

} // namespace

int main()
{
    at::set_num_threads(1);
    learn::keepFreedMemory();
    torch::manual_seed(1);
    compare("resnet8:stem=2", {1, 28, 28});
    compare("resnet20", {3, 32, 32});
    return 0;
}
