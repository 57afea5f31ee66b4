// SPDX-License-Identifier: Apache-2.0
// Time of the integer executor for the CIFAR networks of the zoo with drawn weights, half of the channels on each unit:
// wall clock and processor time. For people: nothing is judged here.
//     odimo_bench_integer_executor [IMAGES] [THREADS]
#include "core/integer/executor.h"
#include "core/integer/integerise.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/integer/drawn_quantisation.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace odimo;

namespace {

constexpr int rowsOfDiana = 1152;

void measure(const std::string &name, samples::DrawnArray array, std::size_t images, int threads)
{
    const network::Network network = network::simplify(network::zooNetwork(name, {}));
    const samples::DrawnMapped drawn(samples::drawnModelOf(network, 1), 1,
                                     samples::drawnPlatform(array, rowsOfDiana));
    const integer::QuantisedNetwork quantised = integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
    const integer::CodeTensor codes = integer::inputCodes(quantised, samples::drawnImage(quantised.network, 1));
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    integer::logitsOf(
        quantised, images, [&](std::size_t) { return codes; }, threads);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    std::printf("%-17s %-10s %6zu images, %d threads: %7.2f s, %7.2f s of the processor\n", name.c_str(),
                array == samples::DrawnArray::Ideal ? "ideal" : "converters", images, threads, passed.count(),
                static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC);
}

} // namespace

int main(int count, char **arguments)
{
    const std::size_t images = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 10'000;
    const int threads = count > 2 ? std::atoi(arguments[2]) : 2;
    for (const std::string network : {"resnet8", "resnet20", "mobilenet_v1_025", "ds_cnn"})
        for (const samples::DrawnArray array : {samples::DrawnArray::Ideal, samples::DrawnArray::Adc})
            measure(network, array, images, threads);
    return 0;
}
