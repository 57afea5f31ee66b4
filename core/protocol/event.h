// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/mapping/cost/channel_counts.h"
#include "core/mapping/mapping.h"
#include "core/mapping/sensitivity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace odimo::protocol {

/// The first event of every worker.
struct Hello {
    int protocol = 0;
    std::string version; ///< Of odimo-worker.
    std::string torch;   ///< For example "1.13.1".
    std::string device;  ///< "cpu" or "cuda".
    int threads = 0;
    std::string commit{};      ///< That odimo-worker was built from; empty if that is not known.
    std::string host{};        ///< The machine's name.
    std::string processor{};   ///< For example "AMD EPYC 7763 64-Core Processor, AVX2".
    std::string accelerator{}; ///< For example "NVIDIA H100"; empty if there is none.
    bool operator==(const Hello &) const = default;
};

struct PhaseStarted {
    std::string phase; ///< "warmup", "calibrate", "analyse", "preview", "search", ...
    int epochs = 0;
    int trainImages = 0; ///< Trained on each epoch, validation not counted.
};

/// At most a few each second.
struct Progress {
    std::string phase;
    int epoch = 0; ///< From 1.
    int epochs = 0;
    int batch = 0; ///< Batches done in this epoch.
    int batches = 0;
    double imagesPerSecond = 0;
    double loss = 0; ///< Running mean of this epoch.
};

/// The checkpoint of this epoch is on disk when the event is sent.
struct EpochFinished {
    std::string phase;
    int epoch = 0; ///< From 1.
    int epochs = 0;
    double loss = 0;
    double trainAccuracy = 0;      ///< Fraction.
    double validationAccuracy = 0; ///< Fraction.
    double relaxedCost = 0;        ///< cost / cost(all on the reference unit) in a search; 0 elsewhere.
    double seconds = 0;
    std::string checkpoint; ///< File.
    bool best = false;
    /// In a search, where each channel is that goes to the unit with its largest share; empty elsewhere.
    mapping::ChannelCounts splits = {};
};

/// The host's new strength is in force from the next batch on.
struct StrengthChanged {
    double strength = 0;
    int epoch = 0; ///< From 1: the epoch that runs.
};

/// What each channel costs on each unit.
struct Analysed {
    mapping::Sensitivity sensitivity;
};

/// The discretised result of a search.
struct MappingFound {
    mapping::Mapping mapping;
};

struct WeightsSaved {
    std::string path;
};

/// A .npy file, [N, classes] or, of a network that ends in an image, [N, C, H, W], float32: of the images of a Logits
/// task, or of the test set in its order.
struct LogitsSaved {
    std::string path;
};

struct Measured {
    std::string split;    ///< "test" or "validation"
    std::string numerics; ///< "float" or "fake"
    std::int64_t correct = 0;
    std::int64_t total = 0;
    double loss = 0;
    double accuracy() const { return total > 0 ? static_cast<double>(correct) / static_cast<double>(total) : 0; }
    bool operator==(const Measured &) const = default;
};

/// A mapping of the task after recalibration, without training.
struct Previewed {
    int index = 0; ///< Into Task::mappings.
    Measured validation;
    Measured test;
    std::string path;                  ///< Its weights.
    std::vector<std::string> findings; ///< What its units cannot do as asked, in sentences.
};

/// Medians over the repetitions, ms; float = BatchNorm network in training.
struct StepTimes {
    double floatStep_ms = 0;
    double searchStep_ms = 0;
    double finetuneStep_ms = 0;
    double peakMemory_MB = 0; ///< Of the whole process.
    /// Peak while one kind of step runs, the process itself included; 0 where the system does not tell.
    double floatPeak_MB = 0;
    double searchPeak_MB = 0;
    double finetunePeak_MB = 0;
};

/// The worker lacks a content of its task (Task::contents) and asks for the part that begins at `offset`.
struct ContentWanted {
    std::string sha256;
    std::int64_t offset = 0; ///< In bytes.
};

/// A part of a file that the task has written into its folder, the first part first. The event that names the file
/// follows the last one.
struct FilePart {
    std::string name;   ///< In the folder of the task.
    std::string sha256; ///< Of the whole file.
    std::int64_t bytes = 0;
    std::int64_t offset = 0;
    std::string base64; ///< At most mostPartBytes of the file.
};

/// Of a file at a time, in a content or a file part.
inline constexpr std::int64_t mostPartBytes = std::int64_t{1} << 20;

struct Log {
    std::string level; ///< "info", "warning" or "finding": what the units of a run cannot do as asked.
    std::string text;
};

/// Every few seconds in which the worker has computed, whatever it does.
struct Alive {};

struct Paused {};
struct Resumed {};

/// The last event of a worker that could not go on.
struct Failed {
    ErrorKind kind = ErrorKind::RunFailed;
    std::string message; ///< What is wrong and where.
    std::optional<Remedy> remedy = {};
};

/// The last event otherwise. `stopped` if a Stop command ended it early.
struct Finished {
    bool stopped = false;
};

using Event = std::variant<Hello, PhaseStarted, Progress, EpochFinished, StrengthChanged, Analysed, MappingFound,
                           WeightsSaved, LogitsSaved, Measured, Previewed, StepTimes, ContentWanted, FilePart, Log,
                           Alive, Paused, Resumed, Failed, Finished>;

/// {"event": "epoch_finished", ...}: one line, no newline inside. Mappings need the platform for the units' names.
std::string toLine(const Event &event, const platform::Platform &platform);
/// Throws Error naming `where` on anything that is no event of this protocol, an unknown field included.
Event eventFromLine(std::string_view line, const platform::Platform &platform, const std::string &where);

struct Pause {};
struct Resume {};
struct Stop {};
/// Of a running search; 0 or more.
struct SetStrength {
    double strength = 0;
};
/// The answer to ContentWanted.
struct ContentPart {
    std::string sha256; ///< Of the whole content.
    std::int64_t offset = 0;
    std::string base64; ///< At most mostPartBytes.
};
using Command = std::variant<Pause, Resume, Stop, SetStrength, ContentPart>;

/// {"command": "pause"} or {"command": "strength", "value": 0.5}
std::string toLine(const Command &command);
Command commandFromLine(std::string_view line);

} // namespace odimo::protocol
