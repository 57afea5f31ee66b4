// SPDX-License-Identifier: Apache-2.0
// sample_task NETWORK: writes a task for odimo-worker as one line of JSON; gpu.py fills in what it measures.
// Made here, so that a change of the protocol cannot leave the benchmark behind.
#include "core/base/error.h"
#include "core/network/zoo.h"
#include "core/protocol/task.h"

#include <nlohmann/json.hpp>

#include <iostream>

int main(int count, char **arguments)
{
    using namespace odimo;
    if (count != 2) {
        std::cerr << "usage: odimo-sample-task NETWORK\n";
        return 1;
    }
    try {
        protocol::Task task{.name = "sample",
                            .network = network::zooNetwork(arguments[1], {}),
                            .data = "synthetic",
                            .platform = platform::loadPlatform("diana")};
        task.schedule.validationFraction = 0.01; // The training is what is measured.
        task.schedule.learningRate = 0.01;
        task.schedule.mappingRate = 0.01;
        std::cout << protocol::toJson(task).dump() << '\n';
        return 0;
    } catch (const Error &error) {
        std::cerr << error.what() << '\n';
        return exitCode(error.kind());
    }
}
