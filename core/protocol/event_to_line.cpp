// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/event.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace odimo::protocol {

namespace {

/// JSON has no word for infinity; an event that holds it tells of a training that diverged.
double finite(double value, const char *what)
{
    if (!std::isfinite(value))
        throw Error(std::string("the ") + what + " is no longer a finite number: the training diverged",
                    ErrorKind::RunFailed, Remedy::OtherSeed);
    return value;
}

const char *nameOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
        return "usage";
    case ErrorKind::BadInput:
        return "bad-input";
    case ErrorKind::RunFailed:
        return "run-failed";
    case ErrorKind::Cancelled:
        return "cancelled";
    case ErrorKind::InputOutput:
        return "input-output";
    }
    return "";
}

Json scoreOf(const Measured &measured)
{
    return {{"split", measured.split},
            {"numerics", measured.numerics},
            {"correct", measured.correct},
            {"total", measured.total},
            {"loss", finite(measured.loss, "loss")}};
}

struct ToJson {
    const platform::Platform &platform;

    Json operator()(const Hello &hello) const
    {
        return {{"event", "hello"},
                {"protocol", hello.protocol},
                {"version", hello.version},
                {"torch", hello.torch},
                {"device", hello.device},
                {"threads", hello.threads},
                {"commit", hello.commit},
                {"host", hello.host},
                {"processor", hello.processor},
                {"accelerator", hello.accelerator}};
    }
    Json operator()(const PhaseStarted &started) const
    {
        return {{"event", "phase_started"},
                {"phase", started.phase},
                {"epochs", started.epochs},
                {"train_images", started.trainImages}};
    }
    Json operator()(const Progress &progress) const
    {
        return {{"event", "progress"},
                {"phase", progress.phase},
                {"epoch", progress.epoch},
                {"epochs", progress.epochs},
                {"batch", progress.batch},
                {"batches", progress.batches},
                {"images_per_second", finite(progress.imagesPerSecond, "speed")},
                {"loss", finite(progress.loss, "loss")}};
    }
    Json operator()(const EpochFinished &epoch) const
    {
        return {{"event", "epoch_finished"},
                {"phase", epoch.phase},
                {"epoch", epoch.epoch},
                {"epochs", epoch.epochs},
                {"loss", finite(epoch.loss, "loss")},
                {"train_accuracy", finite(epoch.trainAccuracy, "training accuracy")},
                {"validation_accuracy", finite(epoch.validationAccuracy, "validation accuracy")},
                {"relaxed_cost", finite(epoch.relaxedCost, "relaxed cost")},
                {"seconds", finite(epoch.seconds, "duration")},
                {"checkpoint", epoch.checkpoint},
                {"best", epoch.best},
                {"splits", mapping::toJson(epoch.splits, platform)}};
    }
    Json operator()(const StrengthChanged &changed) const
    {
        return {{"event", "strength_changed"}, {"strength", changed.strength}, {"epoch", changed.epoch}};
    }
    Json operator()(const Analysed &analysed) const
    {
        return {{"event", "analysed"}, {"sensitivity", mapping::toJson(analysed.sensitivity, platform)}};
    }
    Json operator()(const MappingFound &found) const
    {
        return {{"event", "mapping_found"}, {"mapping", mapping::toJson(found.mapping, platform)}};
    }
    Json operator()(const WeightsSaved &saved) const { return {{"event", "weights_saved"}, {"path", saved.path}}; }
    Json operator()(const LogitsSaved &saved) const { return {{"event", "logits_saved"}, {"path", saved.path}}; }
    Json operator()(const Measured &measured) const
    {
        Json json = scoreOf(measured);
        json["event"] = "measured";
        return json;
    }
    Json operator()(const Previewed &previewed) const
    {
        return {{"event", "previewed"},
                {"index", previewed.index},
                {"validation", scoreOf(previewed.validation)},
                {"test", scoreOf(previewed.test)},
                {"path", previewed.path},
                {"findings", previewed.findings}};
    }
    Json operator()(const StepTimes &times) const
    {
        return {{"event", "step_times"},
                {"float_step_ms", finite(times.floatStep_ms, "step time")},
                {"search_step_ms", finite(times.searchStep_ms, "step time")},
                {"finetune_step_ms", finite(times.finetuneStep_ms, "step time")},
                {"peak_memory_MB", finite(times.peakMemory_MB, "peak memory")},
                {"float_peak_MB", finite(times.floatPeak_MB, "peak memory")},
                {"search_peak_MB", finite(times.searchPeak_MB, "peak memory")},
                {"finetune_peak_MB", finite(times.finetunePeak_MB, "peak memory")}};
    }
    Json operator()(const ContentWanted &wanted) const
    {
        return {{"event", "content_wanted"}, {"sha256", wanted.sha256}, {"offset", wanted.offset}};
    }
    Json operator()(const FilePart &part) const
    {
        return {{"event", "file_part"}, {"name", part.name},     {"sha256", part.sha256},
                {"bytes", part.bytes},  {"offset", part.offset}, {"base64", part.base64}};
    }
    Json operator()(const Log &log) const { return {{"event", "log"}, {"level", log.level}, {"text", log.text}}; }
    Json operator()(const Alive &) const { return {{"event", "alive"}}; }
    Json operator()(const Paused &) const { return {{"event", "paused"}}; }
    Json operator()(const Resumed &) const { return {{"event", "resumed"}}; }
    Json operator()(const Failed &failed) const
    {
        return {{"event", "failed"},
                {"kind", nameOf(failed.kind)},
                {"message", failed.message},
                {"remedy", failed.remedy ? nameOf(*failed.remedy) : ""}};
    }
    Json operator()(const Finished &finished) const { return {{"event", "finished"}, {"stopped", finished.stopped}}; }
};

} // namespace

std::string toLine(const Event &event, const platform::Platform &platform)
{
    // Paths and messages of the system need not be UTF-8.
    return std::visit(ToJson{platform}, event).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace odimo::protocol
