// SPDX-License-Identifier: Apache-2.0
// A program without libarchive has to know an archive, too, to say that it cannot read it.
#include "core/data/containers/archive.h"

#include <array>
#include <fstream>
#include <string_view>

namespace odimo::data {

bool isArchive(const std::filesystem::path &path)
{
    constexpr std::size_t tarMarkAt = 257;
    std::array<char, tarMarkAt + 5> begin = {};
    std::ifstream(path, std::ios::binary).read(begin.data(), begin.size());
    const std::string_view text(begin.data(), begin.size());
    return text.starts_with("PK") || text.starts_with("\x1f\x8b") || text.substr(tarMarkAt) == "ustar";
}

} // namespace odimo::data
