// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/test_images.h"

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/deploy/verify/telling_line.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <future>
#include <span>

namespace odimo::deploy {

namespace {

namespace fs = std::filesystem;

/// Images `first` to `end` - 1.
struct Part {
    int first = 0;
    int end = 0;
};

std::vector<Part> partsOf(int count, int processes)
{
    std::vector<Part> parts;
    for (int part = 0; part < processes; ++part)
        if (const Part each{count * part / processes, count * (part + 1) / processes}; each.first < each.end)
            parts.push_back(each);
    return parts;
}

/// The codes of an image in a list of all.
std::span<const std::int8_t> of(const std::vector<std::int8_t> &codes, int image, int perImage)
{
    return std::span(codes).subspan(static_cast<std::size_t>(image) * perImage, static_cast<std::size_t>(perImage));
}

/// What the program puts out for the images of a part.
struct PartRun {
    std::vector<std::int8_t> outputs;
    std::string problem;
};

PartRun runPart(const fs::path &program, const TestImages &images, const Part &part, int limit_s,
                const std::stop_token &stop)
{
    const TemporaryFolder folder;
    const fs::path inputs = folder.path() / "inputs.bin", outputs = folder.path() / "outputs.bin";
    const auto perInput = static_cast<std::size_t>(images.inputCodes);
    writeBytes(
        inputs,
        std::as_bytes(std::span(images.inputs).subspan(part.first * perInput, (part.end - part.first) * perInput)));
    const EndedProgram ended = runProgram({program.string(), inputs.string(), outputs.string()}, limit_s, stop);
    if (ended.isTooLong)
        return {{}, "the test images did not end within " + std::to_string(limit_s) + " s"};
    if (ended.exitCode != 0)
        return {{}, tellingLine(ended)};
    if (!fs::exists(outputs))
        return {{}, "its program reads no images: it is of an earlier version; export the run again"};
    const std::vector<std::byte> bytes = readBytes(outputs);
    if (bytes.size() != static_cast<std::size_t>(part.end - part.first) * images.outputCodes)
        return {{},
                "it put out " + std::to_string(bytes.size()) + " codes for " + std::to_string(part.end - part.first) +
                    " images"};
    PartRun made;
    std::ranges::transform(bytes, std::back_inserter(made.outputs),
                           [](std::byte byte) { return static_cast<std::int8_t>(byte); });
    return made;
}

} // namespace

ImageRun runImages(const fs::path &program, const TestImages &images, int processes, int limit_s,
                   const std::stop_token &stop)
{
    std::vector<std::future<PartRun>> running;
    for (const Part &part : partsOf(images.count(), processes))
        running.push_back(std::async(std::launch::async, [&program, &images, part, limit_s, &stop] {
            return runPart(program, images, part, limit_s, stop);
        }));
    std::vector<std::int8_t> outputs;
    std::string problem;
    for (std::future<PartRun> &each : running) {
        const PartRun part = each.get();
        if (problem.empty())
            problem = part.problem;
        outputs.insert(outputs.end(), part.outputs.begin(), part.outputs.end());
    }
    if (!problem.empty())
        return {{}, problem};

    ImageRun made{.result = {.images = images.count()}, .problem = {}};
    int firstDifferent = -1;
    for (int image = 0; image < images.count(); ++image) {
        const auto codes = of(outputs, image, images.outputCodes);
        const bool agrees = std::ranges::equal(codes, of(images.outputs, image, images.outputCodes));
        made.result.agreeing += agrees;
        made.result.correct +=
            std::ranges::max_element(codes) - codes.begin() == images.classes[static_cast<std::size_t>(image)];
        if (!agrees && firstDifferent < 0)
            firstDifferent = image;
    }
    if (firstDifferent >= 0)
        made.problem = "the outputs of " + std::to_string(made.result.images - made.result.agreeing) + " of " +
                       std::to_string(made.result.images) + " test images differ from the executor's, that of image " +
                       std::to_string(firstDifferent) + " first";
    return made;
}

Json toJson(const ImageResult &result)
{
    return {{"images", result.images}, {"agreeing", result.agreeing}, {"correct", result.correct}};
}

ImageResult imageResultFromJson(const Json &value, const std::string &where)
{
    JsonReader reader(value, where);
    ImageResult made{.images = reader.integer("images", 0)};
    made.agreeing = reader.integer("agreeing", 0, made.images);
    made.correct = reader.integer("correct", 0, made.images);
    reader.finish();
    return made;
}

} // namespace odimo::deploy
