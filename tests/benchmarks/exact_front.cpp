// SPDX-License-Identifier: Apache-2.0
// Processor time of the front of each network of the zoo, alone, with a limit on the other cost, and with conversions
// between layouts by the host. For people: nothing is judged here.
#include "tests/core/mapping/front_samples.h"

#include <cmath>
#include <cstdio>
#include <ctime>

using namespace odimo;

namespace {

void measure(const std::string &name, const std::vector<mapping::LayerChoices> &layers,
             const platform::Platform &platform, const mapping::Restrictions &restrictions)
{
    const std::clock_t start = std::clock();
    const auto front = permittedFront(layers, mapping::Objective::Latency, restrictions, platform);
    const double passed_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%-34s %6zu points  %.3f s\n", name.c_str(), front.size(), passed_s);
}

} // namespace

int main()
{
    for (const std::string network :
         {"resnet8", "resnet20", "resnet18", "mobilenet_v1", "mobilenet_v1_025", "ds_cnn"}) {
        Random random(6);
        const mapping::CostTable table = samples::dianaTable(network);
        const auto layers = layerChoices(table, samples::randomSensitivity(table, random), {});
        measure(network, layers, table.platform, {});
        const auto frugal = exactFront(layers, mapping::Criteria::Energy);
        measure(network + ", limit of energy", layers, table.platform,
                {.mostEnergy_uJ = std::lerp(frugal.front().energy_uJ, frugal.back().energy_uJ, 0.5)});
        const mapping::CostTable host = samples::dianaTable(network, platform::LayoutMode::HostConversion);
        Random again(6);
        measure(network + ", layouts", layerChoices(host, samples::randomSensitivity(host, again), {}), host.platform,
                {});
    }
    return 0;
}
