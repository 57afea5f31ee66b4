// SPDX-License-Identifier: Apache-2.0
#include "core/data/packed.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/data/containers/mapped_memory.h"
#include "core/data/images/image_set.h"
#include "core/data/specification.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <memory>
#include <span>

#include <nlohmann/json.hpp>

namespace odimo::data {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they stand in memory");

/// The first bytes of a file. The description follows, a JSON document, then the pixels of the training and of the test
/// images, each from a multiple of `alignment` on.
struct Head {
    std::array<char, 8> magic = {'O', 'D', 'I', 'M', 'O', 'D', 'S', '1'};
    std::uint64_t descriptionBytes = 0;
};

/// Floats are read where they stand.
constexpr std::size_t alignment = 64;

/// Pixels; far beyond any image that is shifted.
constexpr int mostShift = 1 << 16;

std::size_t aligned(std::size_t offset) { return (offset + alignment - 1) / alignment * alignment; }

Json describe(const Images &images)
{
    Json normalisation = Json::array();
    for (const Normalisation &each : images.normalisation)
        normalisation.push_back({{"mean", each.mean}, {"deviation", each.deviation}});
    return {{"channels", images.channels},    {"height", images.height},
            {"width", images.width},          {"features", images.kind == ValueKind::Features},
            {"normalisation", normalisation}, {"labels", images.labels}};
}

std::string describe(const Dataset &dataset)
{
    return Json{{"name", dataset.name},
                {"classes", dataset.classes},
                {"shift", dataset.augmentation.shift},
                {"flip", dataset.augmentation.flip},
                {"train", describe(dataset.train)},
                {"test", describe(dataset.test)}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Anybody may have written the file: images of sizes that multiply beyond all numbers would be read from anywhere, and
/// so would figures of channels that are not there.
void checkSizes(const Images &images, const std::string &where)
{
    constexpr double mostValues = std::numeric_limits<int>::max();
    if (static_cast<double>(images.channels) * images.height * images.width > mostValues)
        throw Error(where + " has images of " + print(shapeOf(images)) + ", which are too large to hold");
    if (!images.normalisation.empty() && images.normalisation.size() != static_cast<std::size_t>(images.channels))
        throw Error(where + " is normalised by " + std::to_string(images.normalisation.size()) +
                    " channels; its images have " + std::to_string(images.channels));
    for (const Normalisation &each : images.normalisation)
        if (each.deviation <= 0)
            throw Error(where + ".normalisation has a deviation that is not above 0");
    if (images.labels.empty())
        throw Error(where + " has no images");
}

Images imagesFrom(JsonReader &parent, const char *field, std::size_t classes)
{
    JsonReader reader(parent.value(field), parent.path(field));
    Images images{.channels = reader.integer("channels", 1),
                  .height = reader.integer("height", 1),
                  .width = reader.integer("width", 1),
                  .pixels = {},
                  .labels = reader.integers("labels"),
                  .kind = reader.boolean("features") ? ValueKind::Features : ValueKind::Pixels};
    for (const Json &each : reader.array("normalisation")) {
        JsonReader numbers(each, reader.path("normalisation"));
        images.normalisation.push_back({.mean = numbers.number("mean"), .deviation = numbers.number("deviation")});
        numbers.finish();
    }
    reader.finish();
    const auto stands = [classes](std::int32_t label) {
        return label >= 0 && static_cast<std::size_t>(label) < classes;
    };
    if (!std::ranges::all_of(images.labels, stands))
        throw Error(reader.path("labels") + " has a label that stands for no class");
    checkSizes(images, parent.path(field));
    return images;
}

Dataset datasetFrom(std::string_view description, const std::string &where)
{
    const Json json = parseJson(description, where);
    JsonReader reader(json, where);
    Dataset dataset{.name = reader.text("name"),
                    .classes = reader.texts("classes"),
                    .train = {},
                    .test = {},
                    .augmentation = {.shift = reader.integer("shift", 0, mostShift), .flip = reader.boolean("flip")}};
    dataset.train = imagesFrom(reader, "train", dataset.classes.size());
    dataset.test = imagesFrom(reader, "test", dataset.classes.size());
    reader.finish();
    if (shapeOf(dataset.train) != shapeOf(dataset.test) || dataset.train.kind != dataset.test.kind)
        throw Error(where + ": the training images are not like the test images");
    return dataset;
}

std::size_t pixelBytes(const Images &images) { return images.imageBytes() * images.labels.size(); }

} // namespace

void writePacked(const Dataset &dataset, const std::function<void(std::string_view)> &write)
{
    std::size_t written = 0;
    const auto add = [&](const void *bytes, std::size_t count) {
        write({static_cast<const char *>(bytes), count});
        written += count;
    };
    const std::string description = describe(dataset);
    const Head head{.descriptionBytes = description.size()};
    add(&head, sizeof head);
    add(description.data(), description.size());
    for (const Images *images : {&dataset.train, &dataset.test}) {
        const std::string gap(aligned(written) - written, '\0');
        add(gap.data(), gap.size());
        add(images->pixels.data(), images->pixels.size());
    }
}

std::optional<Dataset> readPacked(const std::filesystem::path &path)
{
    std::error_code unreadable;
    if (!std::filesystem::is_regular_file(path, unreadable))
        return std::nullopt;
    const std::shared_ptr<const MappedMemory> memory = MappedMemory::ofFile(path);
    Head head;
    if (!memory || memory->bytes().size() < sizeof head)
        return std::nullopt;
    const std::span<const std::uint8_t> bytes = memory->bytes();
    std::memcpy(&head, bytes.data(), sizeof head);
    if (head.magic != Head{}.magic)
        return std::nullopt;
    if (head.descriptionBytes > bytes.size() - sizeof head)
        throw Error(path.string() + " is damaged: it ends before its data");
    const char *description = reinterpret_cast<const char *>(bytes.data()) + sizeof head;
    Dataset dataset = datasetFrom({description, head.descriptionBytes}, path.string());
    std::size_t at = sizeof head + head.descriptionBytes;
    for (Images *images : {&dataset.train, &dataset.test}) {
        at = aligned(at);
        const std::size_t count = pixelBytes(*images);
        if (at > bytes.size() || count > bytes.size() - at)
            throw Error(path.string() + " is damaged: it ends before its data");
        images->pixels = {memory, bytes.subspan(at, count)};
        at += count;
    }
    return dataset;
}

} // namespace odimo::data
