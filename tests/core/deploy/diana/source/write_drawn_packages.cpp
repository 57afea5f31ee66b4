// SPDX-License-Identifier: Apache-2.0

// write_drawn_packages FIRST COUNT FOLDER: exports that many drawn networks into folders named by their seed. Those
// that the memories of the chip are too small for are left out.

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/deploy/diana/lowering/lower.h"
#include "core/deploy/diana/source/package.h"
#include "tests/core/deploy/diana/source/drawn_package.h"

#include <cstdio>

using namespace odimo;

int main(int count, char **arguments)
{
    if (count != 4)
        return 2;
    const auto first = numberFrom<std::uint64_t>(arguments[1]).value();
    const auto packages = numberFrom<std::uint64_t>(arguments[2]).value();
    for (std::uint64_t seed = first; seed < first + packages; ++seed) {
        const deploy::ExportRequest request = samples::drawnPackageRequest(seed);
        if (!deploy::lower(*request.integers, request.costs.platform, samples::drawnMemory(seed)).program)
            continue;
        const std::filesystem::path folder = std::filesystem::path(arguments[3]) / std::to_string(seed);
        std::filesystem::create_directories(folder);
        deploy::writeDianaPackageFor(samples::drawnMemory(seed), request, folder);
        std::printf("%s\n", folder.c_str());
    }
    return 0;
}
