// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/package_files.h"

#include "core/base/files.h"

#include <array>
#include <filesystem>
#include <utility>

namespace odimo::deploy {

namespace {

/// By how a path begins.
const char *meaningOf(const std::string &path)
{
    constexpr std::array meanings = {
        std::pair{"hal/diana_hal.h", "the interface to the chip"},
        std::pair{"hal/ref/", "the chip on any machine, which stops at what the chip could not do"},
        std::pair{"hal/soc/", "the interface on the kernels of dory-hal"},
        std::pair{"hal/cpu/", "what the host core computes"},
        std::pair{"src/steps", "tiles, passes and pieces of layers"},
        std::pair{"src/memory.h", "which memory the units reach"},
        std::pair{"src/main.c", "the test"},
        std::pair{"src/files.h", "the images of a file, where there are files"},
        std::pair{"src/report.h", "what the test tells"},
        std::pair{"interop/", "what another tool takes of the network, and what it cannot"},
        std::pair{"ld/", "the memory of the chip, for the linker"},
        std::pair{"Makefile", "host, test, san, rv32, qemu, size, chip"},
    };
    for (const auto &[beginning, meaning] : meanings)
        if (path.starts_with(beginning))
            return meaning;
    return "part of every package";
}

} // namespace

PackageFiles commonFiles()
{
    const std::filesystem::path root = resourcePath("diana");
    PackageFiles files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(root))
        if (entry.is_regular_file()) {
            const std::string path = std::filesystem::relative(entry.path(), root).generic_string();
            files[path] = {readText(entry.path()), meaningOf(path)};
        }
    return files;
}

} // namespace odimo::deploy
