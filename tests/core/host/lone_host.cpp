// SPDX-License-Identifier: Apache-2.0
// Explores and tells of each stored epoch, or only makes the project (second argument "make"); tests kill it.
#include "core/base/error.h"
#include "tests/core/host/samples.h"

#include <iostream>
#include <string_view>

int main(int count, char **arguments)
{
    using namespace odimo;
    try {
        host::Exploration exploration(arguments[1], samples::settings(), [](const host::Notice &notice) {
            if (const auto *stored = std::get_if<host::EpochStored>(&notice))
                std::cout << "epoch " << stored->epoch.run << ' ' << stored->epoch.result.phase << ' '
                          << stored->epoch.result.epoch << std::endl;
        });
        std::cout << "made" << std::endl;
        if (count < 3 || std::string_view(arguments[2]) != "make")
            exploration.run();
    } catch (const std::exception &failure) {
        const Error error = errorFrom(failure);
        std::cerr << error.what() << std::endl;
        return exitCode(error.kind());
    }
}
