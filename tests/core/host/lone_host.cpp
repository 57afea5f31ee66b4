// SPDX-License-Identifier: Apache-2.0
// Explores and tells of each stored epoch; tst_interruption kills it.
#include "tests/core/host/samples.h"

#include <iostream>

int main(int, char **arguments)
{
    using namespace odimo;
    host::Exploration exploration(arguments[1], samples::settings(), [](const host::Notice &notice) {
        if (const auto *stored = std::get_if<host::EpochStored>(&notice))
            std::cout << "epoch " << stored->epoch.run << std::endl;
    });
    exploration.run();
}
