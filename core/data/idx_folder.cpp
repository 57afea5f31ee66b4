// SPDX-License-Identifier: Apache-2.0
#include "core/data/idx_folder.h"

#include "core/base/error.h"
#include "core/data/formats.h"
#include "core/data/idx.h"

#include <algorithm>
#include <string>
#include <system_error>

namespace odimo::data {

namespace {

namespace fs = std::filesystem;

bool isFolder(const fs::path &path)
{
    std::error_code unreadable;
    return fs::is_directory(path, unreadable);
}

fs::path existingFile(const fs::path &folder, const std::string &name)
{
    std::error_code unreadable;
    for (const std::string &candidate : {name, name + ".gz"})
        if (fs::exists(folder / candidate, unreadable))
            return folder / candidate;
    throw Error(folder.string() + " holds neither " + name + " nor " + name +
                ".gz; a data folder needs train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
                "t10k-labels-idx1-ubyte");
}

IdxArray readWithDimensions(const fs::path &file, std::size_t dimensions, const std::string &meaning)
{
    IdxArray array = readIdx(file);
    if (array.shape.size() != dimensions)
        throw Error(file.string() + " has " + std::to_string(array.shape.size()) + " dimensions; " + meaning);
    return array;
}

Images readImages(const fs::path &folder, const std::string &prefix)
{
    const fs::path imageFile = existingFile(folder, prefix + "-images-idx3-ubyte");
    const fs::path labelFile = existingFile(folder, prefix + "-labels-idx1-ubyte");
    IdxArray pixels = readWithDimensions(imageFile, 3, "images need three: number, height and width");
    const IdxArray labels = readWithDimensions(labelFile, 1, "labels need one: their number");
    if (pixels.shape[0] != labels.shape[0])
        throw Error(labelFile.string() + " holds " + std::to_string(labels.shape[0]) + " labels for the " +
                    std::to_string(pixels.shape[0]) + " images of " + imageFile.filename().string() +
                    "; the two files do not belong together");
    return {.channels = 1,
            .height = pixels.shape[1],
            .width = pixels.shape[2],
            .pixels = std::move(pixels.values),
            .labels = {labels.values.begin(), labels.values.end()}};
}

std::string sizeText(const Images &images)
{
    return std::to_string(images.height) + "x" + std::to_string(images.width);
}

class IdxFolderFormat : public DatasetFormat {
public:
    std::string name() const override { return "a folder of IDX files"; }
    std::string description() const override
    {
        return "the path of a folder with train-images-idx3-ubyte, train-labels-idx1-ubyte and the same of t10k, plain "
               "or .gz";
    }
    bool accepts(const std::string &specification) const override
    {
        return specification.find('/') != std::string::npos || isFolder(specification);
    }
    Dataset load(const std::string &specification) const override
    {
        if (!isFolder(specification))
            throw Error(specification + " is not a folder; --data takes a folder of IDX files or a name (" +
                        joinedNames() + ")");
        IdxFolder folder = readIdxFolder(specification);
        Dataset dataset{.name = specification,
                        .classes = {},
                        .train = std::move(folder.train),
                        .test = std::move(folder.test),
                        .augmentation = {}};
        for (int label = 0; label < folder.classes; ++label)
            dataset.classes.push_back(std::to_string(label));
        return dataset;
    }

private:
    static std::string joinedNames()
    {
        std::string names;
        for (const std::string &name : datasetNames())
            names += (names.empty() ? "" : ", ") + name;
        return names;
    }
};

} // namespace

IdxFolder readIdxFolder(const fs::path &folder)
{
    IdxFolder result{.train = readImages(folder, "train"), .test = readImages(folder, "t10k")};
    if (result.train.height != result.test.height || result.train.width != result.test.width)
        throw Error(folder.string() + ": the training images are " + sizeText(result.train) + " and the test images " +
                    sizeText(result.test) + "; they need one size");
    result.classes = *std::ranges::max_element(result.train.labels) + 1;
    const int largestTestLabel = *std::ranges::max_element(result.test.labels);
    if (largestTestLabel >= result.classes)
        throw Error(folder.string() + ": the test images have the label " + std::to_string(largestTestLabel) +
                    ", which is out of range: the training labels are 0 to " + std::to_string(result.classes - 1));
    return result;
}

const DatasetFormat &idxFolderFormat()
{
    static const IdxFolderFormat format;
    return format;
}

} // namespace odimo::data
