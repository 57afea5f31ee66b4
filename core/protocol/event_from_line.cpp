// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/protocol/content_fields.h"
#include "core/protocol/event.h"
#include "core/protocol/version_check.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace odimo::protocol {

namespace {

ErrorKind errorKindFrom(JsonReader &reader)
{
    constexpr std::array kinds{std::pair{"usage", ErrorKind::Usage}, std::pair{"bad-input", ErrorKind::BadInput},
                               std::pair{"run-failed", ErrorKind::RunFailed},
                               std::pair{"cancelled", ErrorKind::Cancelled},
                               std::pair{"input-output", ErrorKind::InputOutput}};
    const std::string name = reader.text("kind");
    for (const auto &[known, kind] : kinds)
        if (name == known)
            return kind;
    throw Error(reader.path("kind") + " is \"" + name + "\", which is no kind of error");
}

std::optional<Remedy> remedyFrom(JsonReader &reader)
{
    const std::string name = reader.text("remedy");
    if (name.empty())
        return std::nullopt;
    const std::optional<Remedy> remedy = remedyFromName(name);
    if (!remedy)
        throw Error(reader.path("remedy") + " is \"" + name + "\", which is no remedy");
    return remedy;
}

Event hello(JsonReader &reader, const platform::Platform &)
{
    const int protocol = reader.integer("protocol");
    requireVersion(protocol, "the worker");
    return Hello{.protocol = protocol,
                 .version = reader.text("version"),
                 .torch = reader.text("torch"),
                 .device = reader.text("device"),
                 .threads = reader.integer("threads", 0),
                 .commit = reader.text("commit"),
                 .host = reader.text("host"),
                 .processor = reader.text("processor"),
                 .accelerator = reader.text("accelerator")};
}

Event phaseStarted(JsonReader &reader, const platform::Platform &)
{
    return PhaseStarted{.phase = reader.text("phase"),
                        .epochs = reader.integer("epochs", 0),
                        .trainImages = reader.integer("train_images", 0)};
}

Event progress(JsonReader &reader, const platform::Platform &)
{
    return Progress{.phase = reader.text("phase"),
                    .epoch = reader.integer("epoch", 0),
                    .epochs = reader.integer("epochs", 0),
                    .batch = reader.integer("batch", 0),
                    .batches = reader.integer("batches", 0),
                    .imagesPerSecond = reader.number("images_per_second"),
                    .loss = reader.number("loss")};
}

Event epochFinished(JsonReader &reader, const platform::Platform &platform)
{
    return EpochFinished{.phase = reader.text("phase"),
                         .epoch = reader.integer("epoch", 1),
                         .epochs = reader.integer("epochs", 1),
                         .loss = reader.number("loss"),
                         .trainAccuracy = reader.number("train_accuracy"),
                         .validationAccuracy = reader.number("validation_accuracy"),
                         .relaxedCost = reader.number("relaxed_cost"),
                         .seconds = reader.number("seconds"),
                         .checkpoint = reader.text("checkpoint"),
                         .best = reader.boolean("best"),
                         .splits =
                             mapping::channelCountsFromJson(reader.value("splits"), platform, reader.path("splits"))};
}

Event mappingFound(JsonReader &reader, const platform::Platform &platform)
{
    return MappingFound{mapping::mappingFromJson(reader.value("mapping"), platform, reader.path("mapping"))};
}

Event weightsSaved(JsonReader &reader, const platform::Platform &) { return WeightsSaved{reader.text("path")}; }

Event logitsSaved(JsonReader &reader, const platform::Platform &) { return LogitsSaved{reader.text("path")}; }

Event strengthChanged(JsonReader &reader, const platform::Platform &)
{
    return StrengthChanged{reader.number("strength"), reader.integer("epoch", 1)};
}

Event analysed(JsonReader &reader, const platform::Platform &platform)
{
    return Analysed{mapping::sensitivityFromJson(reader.value("sensitivity"), platform, reader.path("sensitivity"))};
}

Measured scoreFrom(JsonReader &reader)
{
    const Measured score{.split = reader.text("split"),
                         .numerics = reader.text("numerics"),
                         .correct = reader.bigInteger("correct"),
                         .total = reader.bigInteger("total"),
                         .loss = reader.number("loss")};
    if (score.correct < 0 || score.correct > score.total)
        throw Error(reader.path("correct") + " is " + std::to_string(score.correct) + " of " +
                    std::to_string(score.total) + " images");
    return score;
}

Event measured(JsonReader &reader, const platform::Platform &) { return scoreFrom(reader); }

Measured scoreFrom(JsonReader &parent, const char *field)
{
    JsonReader reader(parent.value(field), parent.path(field));
    Measured score = scoreFrom(reader);
    reader.finish();
    return score;
}

Event previewed(JsonReader &reader, const platform::Platform &)
{
    return Previewed{.index = reader.integer("index", 0),
                     .validation = scoreFrom(reader, "validation"),
                     .test = scoreFrom(reader, "test"),
                     .path = reader.text("path"),
                     .findings = reader.texts("findings")};
}

Event stepTimes(JsonReader &reader, const platform::Platform &)
{
    return StepTimes{.floatStep_ms = reader.number("float_step_ms"),
                     .searchStep_ms = reader.number("search_step_ms"),
                     .finetuneStep_ms = reader.number("finetune_step_ms"),
                     .peakMemory_MB = reader.number("peak_memory_MB"),
                     .floatPeak_MB = reader.number("float_peak_MB"),
                     .searchPeak_MB = reader.number("search_peak_MB"),
                     .finetunePeak_MB = reader.number("finetune_peak_MB")};
}

Event contentWanted(JsonReader &reader, const platform::Platform &)
{
    return ContentWanted{.sha256 = digestFrom(reader), .offset = sizeFrom(reader, "offset")};
}

Event filePart(JsonReader &reader, const platform::Platform &)
{
    return FilePart{.name = reader.text("name"),
                    .sha256 = digestFrom(reader),
                    .bytes = sizeFrom(reader, "bytes"),
                    .offset = sizeFrom(reader, "offset"),
                    .base64 = reader.text("base64")};
}

Event log(JsonReader &reader, const platform::Platform &)
{
    return Log{.level = reader.text("level"), .text = reader.text("text")};
}

Event alive(JsonReader &, const platform::Platform &) { return Alive{}; }

Event paused(JsonReader &, const platform::Platform &) { return Paused{}; }

Event resumed(JsonReader &, const platform::Platform &) { return Resumed{}; }

Event failed(JsonReader &reader, const platform::Platform &)
{
    return Failed{.kind = errorKindFrom(reader), .message = reader.text("message"), .remedy = remedyFrom(reader)};
}

Event finished(JsonReader &reader, const platform::Platform &) { return Finished{reader.boolean("stopped")}; }

using ReadEvent = Event (*)(JsonReader &, const platform::Platform &);
constexpr std::array<std::pair<const char *, ReadEvent>, std::variant_size_v<Event>> readers{{
    {"hello", hello},
    {"phase_started", phaseStarted},
    {"progress", progress},
    {"epoch_finished", epochFinished},
    {"strength_changed", strengthChanged},
    {"analysed", analysed},
    {"mapping_found", mappingFound},
    {"weights_saved", weightsSaved},
    {"logits_saved", logitsSaved},
    {"measured", measured},
    {"previewed", previewed},
    {"step_times", stepTimes},
    {"content_wanted", contentWanted},
    {"file_part", filePart},
    {"log", log},
    {"alive", alive},
    {"paused", paused},
    {"resumed", resumed},
    {"failed", failed},
    {"finished", finished},
}};

} // namespace

Event eventFromLine(std::string_view line, const platform::Platform &platform, const std::string &where)
{
    const Json json = parseJson(line, where);
    JsonReader reader(json, where);
    const std::string name = reader.text("event");
    for (const auto &[known, read] : readers) {
        if (name != known)
            continue;
        Event event = read(reader, platform);
        reader.finish();
        return event;
    }
    throw Error(reader.path("event") + " is \"" + name + "\", which is no event of this protocol");
}

} // namespace odimo::protocol
