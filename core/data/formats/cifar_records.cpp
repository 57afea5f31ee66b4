// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/cifar_records.h"

#include <sstream>

namespace odimo::data {

namespace {

constexpr int side = 32;
constexpr int channels = 3;
constexpr std::size_t planeBytes = side * side;

} // namespace

void parseCifarRecords(std::span<const std::uint8_t> bytes, const std::string &place, int labelBytes,
                       std::vector<std::uint8_t> &pixels, std::vector<std::int32_t> &labels,
                       std::vector<Problem> &problems)
{
    const std::size_t recordBytes = static_cast<std::size_t>(labelBytes) + channels * planeBytes;
    const std::size_t records = bytes.size() / recordBytes;
    if (bytes.size() % recordBytes != 0)
        problems.push_back({place, "is truncated: it ends within image " + std::to_string(records + 1) +
                                       ", whose record has " + std::to_string(recordBytes) + " bytes"});
    for (std::size_t record = 0; record < records; ++record) {
        const std::uint8_t *label = bytes.data() + record * recordBytes + labelBytes - 1;
        labels.push_back(*label);
        const std::uint8_t *planes = label + 1;
        for (std::size_t at = 0; at < planeBytes; ++at)
            for (std::size_t channel = 0; channel < channels; ++channel)
                pixels.push_back(planes[channel * planeBytes + at]);
    }
}

Images readCifarRecords(const FileTree &files, std::span<const std::size_t> wanted, int labelBytes,
                        std::vector<Problem> &problems)
{
    Images images{.channels = channels, .height = side, .width = side, .pixels = {}, .labels = {}};
    std::vector<std::uint8_t> pixels;
    const auto contents = files.readAll(wanted);
    for (std::size_t at = 0; at < wanted.size(); ++at)
        parseCifarRecords(contents[at], files.place(wanted[at]), labelBytes, pixels, images.labels, problems);
    images.pixels = std::move(pixels);
    return images;
}

std::vector<std::string> readClassNames(const FileTree &files, const std::string &path,
                                        std::vector<std::string> otherwise)
{
    const std::optional<std::size_t> file = files.find(path);
    if (!file)
        return otherwise;
    std::vector<std::string> names;
    std::istringstream text(files.readText(*file));
    for (std::string line; std::getline(text, line);) {
        if (line.ends_with('\r'))
            line.pop_back();
        if (!line.empty())
            names.push_back(line);
    }
    return names.empty() ? otherwise : names;
}

} // namespace odimo::data
