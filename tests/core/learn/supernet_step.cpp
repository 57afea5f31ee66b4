// SPDX-License-Identifier: Apache-2.0
// A step that trains all mappings of a network at once against one of the network alone, taken in turns. For people:
// nothing is judged here.
#include "core/learn/model/kept_memory.h"
#include "core/learn/model/supernet_model.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/optimisers.h"
#include "core/learn/train/training.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace odimo;

namespace {

constexpr int repetitions = 20;

class Training {
public:
    explicit Training(std::unique_ptr<learn::TrainableModel> model)
        : m_model(std::move(model)), m_optimisers(learn::optimisersFor(*m_model, protocol::Schedule()))
    {
        m_model->beginEpoch(0);
    }

    void step(const torch::Tensor &images, const torch::Tensor &labels)
    {
        const std::clock_t start = std::clock();
        learn::trainingStep(*m_model, m_optimisers, images, labels, 0, 1e-3, learn::Mode::Training).item<float>();
        m_times_s.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }

    double median_ms()
    {
        std::ranges::nth_element(m_times_s, m_times_s.begin() + repetitions / 2);
        return 1000 * m_times_s[repetitions / 2];
    }

private:
    std::unique_ptr<learn::TrainableModel> m_model;
    learn::Optimisers m_optimisers;
    std::vector<double> m_times_s; ///< Of the processor, which other programs do not lengthen much.
};

void compare(const std::string &name, const network::Shape &input, int batch)
{
    const network::Network network = network::zooNetwork(name, {.input = input});
    const network::Model model{network, network::initialise(network, 1)};
    const mapping::CostTable table =
        mapping::makeCostTable(network::simplify(network), platform::loadPlatform("darkside"));
    const torch::Tensor images = torch::rand({batch, input.height, input.width, input.channels}).permute({0, 3, 1, 2});
    const torch::Tensor labels = torch::randint(network.classes(), {batch}, torch::kInt64);
    Training alone(std::make_unique<learn::FloatModel>(model, torch::kCPU));
    Training together(std::make_unique<learn::SupernetModel>(model, table, 1, torch::kCPU));
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        alone.step(images, labels);
        together.step(images, labels);
    }
    const double one = alone.median_ms(), all = together.median_ms();
    std::printf("%-36s batch %3d: alone %7.1f ms, all mappings %7.1f ms, ratio %.2f\n", name.c_str(), batch, one, all,
                all / one);
}

} // namespace

int main()
{
    at::set_num_threads(1);
    learn::keepFreedMemory();
    torch::manual_seed(1);
    compare("mobilenet_v1_darkside:width=0.25", {3, 32, 32}, 128);
    compare("mobilenet_v1_darkside:width=0.5", {3, 32, 32}, 128);
    compare("resnet8", {3, 32, 32}, 128);
    compare("resnet20", {3, 32, 32}, 128);
    return 0;
}
