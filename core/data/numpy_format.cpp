// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/data/formats.h"
#include "core/data/image_set.h"
#include "core/data/npy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace odimo::data {

namespace {

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

/// [N, H, W], [N, H, W, C] or [N, C, H, W] where C is 1 or 3.
struct Layout {
    ImageShape shape;
    bool planes = false; ///< Channels come before rows and columns.
};

Layout layoutOf(const NpyArray &array, const std::string &place)
{
    constexpr std::int64_t mostSide = 65'536;
    const auto &extents = array.shape;
    const auto isChannels = [](std::int64_t extent) {
        return extent == 1 || extent == 3;
    };
    const std::string found = place + " has the shape " + shapeText(extents);
    if (extents.size() != 3 && extents.size() != 4)
        throw Error(found + "; images need [N, H, W], [N, H, W, C] or [N, C, H, W]");
    if (std::ranges::min(extents) < 1 || *std::ranges::max_element(extents.begin() + 1, extents.end()) > mostSide ||
        extents[0] > std::numeric_limits<int>::max())
        throw Error(found + "; it should hold at least one image, with sides of at most " + std::to_string(mostSide));
    const auto extent = [&](std::size_t dimension) {
        return static_cast<int>(extents[dimension]);
    };
    if (extents.size() == 3)
        return {.shape = {1, extent(1), extent(2)}, .planes = false};
    if (isChannels(extents[1]) == isChannels(extents[3]))
        throw Error(found + (isChannels(extents[1]) ? ", which is ambiguous" : ", which has no channels") +
                    "; of the second and the last size exactly one should be 1 or 3, the number of channels");
    if (isChannels(extents[1]))
        return {.shape = {extent(1), extent(2), extent(3)}, .planes = true};
    return {.shape = {extent(3), extent(1), extent(2)}, .planes = false};
}

/// Bytes as they are, or the numbers 0..1 or 0..255 as bytes; which of the two the largest number tells.
std::vector<std::uint8_t> toPixels(const NpyArray &array, const std::string &place)
{
    if (array.type == NumberType::UInt8)
        return {array.values.begin(), array.values.end()};
    const std::vector<float> values = toFloats(array);
    float least = 0;
    float most = 0;
    for (const float value : values) {
        if (!std::isfinite(value))
            throw Error(place + " holds a number that is infinite or none (NaN); images need 0 to 1 or 0 to 255");
        least = std::min(least, value);
        most = std::max(most, value);
    }
    if (least < 0 || most > 255)
        throw Error(place + " holds numbers from " + std::to_string(least) + " to " + std::to_string(most) +
                    "; images need 0 to 1 or 0 to 255, so save them before they are normalised");
    const bool isWhole = array.type != NumberType::Float32 && array.type != NumberType::Float64;
    const float scale = most <= 1 && !isWhole ? 255 : 1;
    std::vector<std::uint8_t> pixels(values.size());
    std::ranges::transform(values, pixels.begin(),
                           [scale](float value) { return static_cast<std::uint8_t>(std::lround(value * scale)); });
    return pixels;
}

/// [N, C, H, W] becomes [N, H, W, C].
std::vector<std::uint8_t> interleaved(const std::vector<std::uint8_t> &planes, const ImageShape &shape)
{
    const std::size_t planeBytes = static_cast<std::size_t>(shape.height) * shape.width;
    const std::size_t channels = static_cast<std::size_t>(shape.channels);
    std::vector<std::uint8_t> pixels(planes.size());
    std::uint8_t *to = pixels.data();
    for (std::size_t image = 0; image < planes.size(); image += planeBytes * channels)
        for (std::size_t at = 0; at < planeBytes; ++at)
            for (std::size_t channel = 0; channel < channels; ++channel)
                *to++ = planes[image + channel * planeBytes + at];
    return pixels;
}

Images parseImages(std::span<const std::uint8_t> bytes, const std::string &place)
{
    const NpyArray array = parseNpy(bytes, place);
    const Layout layout = layoutOf(array, place);
    std::vector<std::uint8_t> pixels = toPixels(array, place);
    if (layout.planes)
        pixels = interleaved(pixels, layout.shape);
    return {.channels = layout.shape.channels,
            .height = layout.shape.height,
            .width = layout.shape.width,
            .pixels = std::move(pixels),
            .labels = {}};
}

std::vector<std::int32_t> parseLabels(std::span<const std::uint8_t> bytes, const std::string &place)
{
    const NpyArray array = parseNpy(bytes, place);
    const bool isColumn = array.shape.size() == 2 && array.shape[1] == 1;
    if (array.shape.size() != 1 && !isColumn)
        throw Error(place + " has the shape " + shapeText(array.shape) + "; labels need [N] or [N, 1]");
    std::vector<std::int32_t> labels;
    for (const double value : toDoubles(array)) {
        if (value != std::floor(value) || std::abs(value) > std::numeric_limits<std::int32_t>::max())
            throw Error(place + " holds the label " + std::to_string(value) + "; labels are whole numbers from 0 on");
        labels.push_back(static_cast<std::int32_t>(value));
    }
    return labels;
}

Images readSplit(const FileTree &files, std::size_t imageFile, std::size_t labelFile, std::vector<Problem> &problems)
{
    const std::array<std::size_t, 2> wanted = {imageFile, labelFile};
    auto contents = files.readAll(wanted);
    Images images = parseImages(contents[0], files.place(imageFile));
    setLabels(images, parseLabels(contents[1], files.place(labelFile)), files.place(imageFile), files.place(labelFile),
              problems);
    return images;
}

RawDataset readArrays(const FileTree &files)
{
    RawDataset data;
    const std::size_t trainImages = neededArray(files, trainImageNames, "training images");
    data.train = readSplit(files, trainImages, neededArray(files, trainLabelNames, "training labels"), data.problems);
    if (const auto testImages = findArray(files, testImageNames))
        data.test = readSplit(files, *testImages, neededArray(files, testLabelNames, "test labels"), data.problems);
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
        return readArrays(files);
    const std::size_t inner = *fileWithEnding(files, ".npz");
    return readArrays(*archiveTree(files.read(inner), files.place(inner)));
}

} // namespace

const DatasetFormat &numpyFormat()
{
    static const DatasetFormat format{
        .name = "NumPy arrays",
        .description = "an .npz file with x_train, y_train, x_test and y_test (or train_images, train_labels and so "
                       "on), bytes or numbers in 0..1 or 0..255, [N, H, W], [N, H, W, C] or [N, C, H, W]",
        .ownOptions = {},
        .accepts = acceptsArrays,
        .load = loadArrays};
    return format;
}

} // namespace odimo::data
