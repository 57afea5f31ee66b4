// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/formats.h"
#include "core/data/idx_folder.h"

#include <cstdlib>
#include <system_error>

namespace odimo::data {

namespace {

class FashionMnistFormat : public DatasetFormat {
public:
    std::string name() const override { return "fashion-mnist"; }
    std::string description() const override
    {
        return "60000 training and 10000 test images of clothing, 1x28x28, 10 classes (Debian package "
               "dataset-fashion-mnist)";
    }
    bool accepts(const std::string &specification) const override { return specification == name(); }
    Dataset load(const std::string &) const override
    {
        const std::filesystem::path folder = findFashionMnist(fashionMnistPlaces());
        IdxFolder files = readIdxFolder(folder);
        Dataset dataset{.name = name(),
                        .classes = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker",
                                    "Bag", "Ankle boot"},
                        .train = std::move(files.train),
                        .test = std::move(files.test),
                        .augmentation = {.shift = 2, .flip = true}};
        if (files.classes != static_cast<int>(dataset.classes.size()))
            throw Error(folder.string() + ": the labels are 0 to " + std::to_string(files.classes - 1) +
                        "; those of Fashion-MNIST are 0 to 9, so a label is out of range or this is other data");
        return dataset;
    }
};

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
    static const FashionMnistFormat format;
    return format;
}

} // namespace odimo::data
