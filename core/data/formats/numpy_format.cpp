// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/data/formats.h"
#include "core/data/images/image_set.h"
#include "core/data/formats/numpy_images.h"
#include "core/data/formats/numpy_labels.h"

#include <algorithm>
#include <array>

namespace odimo::data {

namespace {

constexpr std::string_view valuesOption = "values";
constexpr std::array<std::string_view, 1> ownNames = {valuesOption};

using Names = std::span<const std::string_view>;
constexpr std::array<std::string_view, 6> trainImageNames = {"x_train", "X_train", "train_images",
                                                             "train_x", "images",  "x"};
constexpr std::array<std::string_view, 6> trainLabelNames = {"y_train", "Y_train", "train_labels",
                                                             "train_y", "labels",  "y"};
constexpr std::array<std::string_view, 4> testImageNames = {"x_test", "X_test", "test_images", "test_x"};
constexpr std::array<std::string_view, 4> testLabelNames = {"y_test", "Y_test", "test_labels", "test_y"};

std::optional<std::size_t> findArray(const FileTree &files, Names names)
{
    for (const std::string_view name : names)
        if (const auto file = files.find(std::string(name) + ".npy"))
            return file;
    return std::nullopt;
}

std::size_t neededArray(const FileTree &files, Names names, const std::string &meaning)
{
    if (const auto file = findArray(files, names))
        return *file;
    std::string wanted;
    for (const std::string_view name : names)
        addToList(wanted, name);
    std::string found;
    for (const FileTree::File &file : files.files())
        addToList(found, file.path.substr(0, file.path.rfind(".npy")));
    throw Error(files.name() + " has no array of " + meaning + "; it should be named one of " + wanted +
                "; there are: " + found);
}

/// values=pixels|features
std::optional<ValueKind> valueKind(const Specification &specification)
{
    for (const auto &[name, value] : specification.options) {
        if (name != valuesOption)
            continue;
        if (value == "features")
            return ValueKind::Features;
        if (value == "pixels")
            return ValueKind::Pixels;
        throw Error("the data option values is '" + value + "'; it should be pixels or features");
    }
    return std::nullopt;
}

RawDataset readArrays(const FileTree &files, const Source &source)
{
    std::vector<std::size_t> wanted = {neededArray(files, trainImageNames, "training images"),
                                       neededArray(files, trainLabelNames, "training labels")};
    if (const auto testImages = findArray(files, testImageNames)) {
        wanted.push_back(*testImages);
        wanted.push_back(neededArray(files, testLabelNames, "test labels"));
    }
    const auto contents = files.readAll(wanted);
    std::vector<NamedArray> images;
    std::vector<NamedArray> labels;
    for (std::size_t index = 0; index < wanted.size(); ++index) {
        const std::string place = files.place(wanted[index]);
        (index % 2 == 0 ? images : labels).push_back({parseNpy(contents[index], place), place});
    }

    RawDataset data;
    std::vector<Images> sets = imagesOf(images, {valueKind(source.specification), source.options.image});
    for (std::size_t index = 0; index < sets.size(); ++index)
        setLabels(sets[index], labelsOf(labels[index].array, labels[index].place), images[index].place,
                  labels[index].place, data.problems);
    data.train = std::move(sets.front());
    if (sets.size() > 1)
        data.test = std::move(sets.back());
    nameClassesByNumber(data);
    data.augmentation = augmentationFor(data.train);
    return data;
}

std::optional<std::size_t> fileWithEnding(const FileTree &files, std::string_view ending)
{
    const auto file = std::ranges::find_if(files.files(), [&](const FileTree::File &candidate) {
        return candidate.path.ends_with(ending) && candidate.path.find('/') == std::string::npos;
    });
    if (file == files.files().end())
        return std::nullopt;
    return static_cast<std::size_t>(file - files.files().begin());
}

bool acceptsArrays(const Source &source)
{
    return source.files && (fileWithEnding(*source.files, ".npy") || fileWithEnding(*source.files, ".npz"));
}

RawDataset loadArrays(const Source &source)
{
    const FileTree &files = *source.files;
    if (fileWithEnding(files, ".npy"))
        return readArrays(files, source);
    const std::size_t inner = *fileWithEnding(files, ".npz");
    return readArrays(*archiveTree(files.read(inner), files.place(inner)), source);
}

} // namespace

const DatasetFormat &numpyFormat()
{
    static const DatasetFormat format{
        .name = "NumPy arrays",
        .description = "an .npz file with x_train, y_train, x_test and y_test (or train_images, train_labels and so "
                       "on): images of booleans, bytes or numbers in 0..1 or 0..255, [N, H, W], [N, H, W, C] or "
                       "[N, C, H, W], or features of any numbers, [N, F] too",
        .ownOptions = ownNames,
        .accepts = acceptsArrays,
        .load = loadArrays};
    return format;
}

} // namespace odimo::data
