// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/formats.h"
#include "core/data/formats/idx_format.h"

#include <cstdlib>
#include <system_error>

namespace odimo::data {

namespace {

constexpr std::string_view sourceName = "fashion-mnist";

bool acceptsName(const Source &source) { return source.specification.source == sourceName; }

RawDataset loadFashionMnist(const Source &)
{
    RawDataset data = readIdxFiles(*openFileTree(findFashionMnist(fashionMnistPlaces())));
    data.classes = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                    "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
    data.augmentation = {.shift = 2, .flip = true};
    return data;
}

} // namespace

std::vector<std::filesystem::path> fashionMnistPlaces()
{
    std::vector<std::filesystem::path> places;
    if (const char *data = std::getenv("ODIMO_DATA"))
        places.push_back(std::filesystem::path(data) / "fashion-mnist");
    places.emplace_back("/usr/share/datasets/fashion-mnist");
    return places;
}

std::filesystem::path findFashionMnist(const std::vector<std::filesystem::path> &places)
{
    std::string looked;
    for (const std::filesystem::path &place : places) {
        std::error_code unreadable;
        if (std::filesystem::is_directory(place, unreadable))
            return place;
        looked += (looked.empty() ? "" : " and ") + place.string();
    }
    throw Error(
        "fashion-mnist is not on this computer (looked in " + looked +
        "); install it with 'apt-get install dataset-fashion-mnist', or set ODIMO_DATA to the folder that holds "
        "fashion-mnist");
}

const DatasetFormat &fashionMnistFormat()
{
    static const DatasetFormat format{
        .name = sourceName,
        .description = "60000 training and 10000 test images of clothing, 1x28x28, 10 classes (Debian package "
                       "dataset-fashion-mnist)",
        .ownOptions = {},
        .accepts = acceptsName,
        .load = loadFashionMnist};
    return format;
}

} // namespace odimo::data
