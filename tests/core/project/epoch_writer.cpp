// SPDX-License-Identifier: Apache-2.0
// Writes epochs into a project without end and acknowledges each on stdout; tst_durability kills it.
#include "tests/core/project/samples.h"

#include <iostream>

int main(int, char **arguments)
{
    using namespace odimo;
    project::Project project = project::Project::create(arguments[1], samples::setup());
    const std::int64_t run = project.save(project::Run{.kind = project::RunKind::Warmup});
    for (int number = 1;; ++number) {
        project.addEpoch(samples::epoch(run, "warmup", number));
        std::cout << number << std::endl;
    }
}
