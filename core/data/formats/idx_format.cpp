// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/idx_format.h"

#include "core/base/error.h"
#include "core/data/containers/idx.h"
#include "core/data/images/image_set.h"

#include <algorithm>
#include <array>
#include <set>

namespace odimo::data {

namespace {

constexpr std::string_view trainImages = "train-images";
constexpr std::array<std::string_view, 2> endings = {"-idx3-ubyte", ".idx3-ubyte"};

/// Where the name of a training image file says so, as in "emnist-letters-train-images-idx3-ubyte.gz".
std::size_t findTrainImages(std::string_view path)
{
    for (const std::string_view ending : endings)
        if (const std::size_t at = path.find(std::string(trainImages) + std::string(ending));
            at != std::string_view::npos)
            return at;
    return std::string_view::npos;
}

/// What stands in front of "train-images" in the names of this data: "", "emnist-letters-".
std::set<std::string> prefixes(const FileTree &files)
{
    std::set<std::string> found;
    for (const FileTree::File &file : files.files())
        if (const std::size_t at = findTrainImages(file.path); at != std::string::npos)
            found.insert(file.path.substr(0, at));
    return found;
}

/// The file with that content ("train-images", dimension 3), with a dash or a dot, with or without .gz.
std::optional<std::size_t> findFile(const FileTree &files, const std::string &name, int dimensions)
{
    const std::string ending = "idx" + std::to_string(dimensions) + "-ubyte";
    for (const char *separator : {"-", "."})
        for (const char *packed : {"", ".gz"})
            if (const auto file = files.find(name + separator + ending + packed))
                return file;
    return std::nullopt;
}

std::size_t neededFile(const FileTree &files, const std::string &name, int dimensions)
{
    if (const std::optional<std::size_t> file = findFile(files, name, dimensions))
        return *file;
    const std::string missing = name + "-idx" + std::to_string(dimensions) + "-ubyte";
    throw Error(files.name() + " holds neither " + missing + " nor " + missing +
                ".gz; IDX data needs train-images-idx3-ubyte and train-labels-idx1-ubyte, and the same of t10k");
}

IdxArray parseWithDimensions(std::vector<std::uint8_t> bytes, const std::string &place, std::size_t dimensions,
                             const std::string &meaning)
{
    IdxArray array = parseIdx(std::move(bytes), place);
    if (array.shape.size() != dimensions)
        throw Error(place + " has " + std::to_string(array.shape.size()) + " dimensions; " + meaning);
    return array;
}

Images readSplit(const FileTree &files, const std::string &name, std::vector<Problem> &problems)
{
    const std::array<std::size_t, 2> wanted = {neededFile(files, name + "-images", 3),
                                               neededFile(files, name + "-labels", 1)};
    const std::string imagePlace = files.place(wanted[0]);
    const std::string labelPlace = files.place(wanted[1]);
    auto contents = files.readAll(wanted);
    const IdxArray pixels =
        parseWithDimensions(std::move(contents[0]), imagePlace, 3, "images need three: number, height and width");
    const IdxArray labels = parseWithDimensions(std::move(contents[1]), labelPlace, 1, "labels need one: their number");
    Images images{
        .channels = 1, .height = pixels.shape[1], .width = pixels.shape[2], .pixels = pixels.values, .labels = {}};
    setLabels(images, {labels.values.begin(), labels.values.end()}, imagePlace, labelPlace, problems);
    return images;
}

bool acceptsIdx(const Source &source) { return source.files && !prefixes(*source.files).empty(); }

RawDataset loadIdx(const Source &source)
{
    RawDataset data = readIdxFiles(*source.files);
    nameClassesByNumber(data);
    return data;
}

} // namespace

RawDataset readIdxFiles(const FileTree &files)
{
    const std::set<std::string> found = prefixes(files);
    if (found.size() > 1)
        throw Error(files.name() + " holds several data sets, of which the first are " + *found.begin() + "* and " +
                    *std::next(found.begin()) + "*; put the files of the one you mean into a folder of their own");
    const std::string prefix = found.empty() ? "" : *found.begin();
    RawDataset data;
    data.train = readSplit(files, prefix + "train", data.problems);
    const std::string test =
        findFile(files, prefix + "t10k-images", 3) || findFile(files, prefix + "t10k-labels", 1) ? "t10k" : "test";
    if (findFile(files, prefix + test + "-images", 3) || findFile(files, prefix + test + "-labels", 1))
        data.test = readSplit(files, prefix + test, data.problems);
    return data;
}

const DatasetFormat &idxFormat()
{
    static const DatasetFormat format{
        .name = "IDX files",
        .description = "a folder or archive with train-images-idx3-ubyte, train-labels-idx1-ubyte and the same of t10k "
                       "or test, plain or .gz (MNIST, Fashion-MNIST, EMNIST)",
        .ownOptions = {},
        .accepts = acceptsIdx,
        .load = loadIdx};
    return format;
}

} // namespace odimo::data
