// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/mapping.h"
#include "core/mapping/restrictions.h"
#include "core/network/network.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace odimo::protocol {

/// The version of the protocol (docs/worker-protocol.md). Host and worker must agree exactly.
inline constexpr int protocolVersion = 11;

enum class TaskKind {
    Warmup,   ///< Train the float network, from given weights or anew; 0 epochs only measure what is given. Writes its
              ///< folded weights.
    Analyse,  ///< Estimate what each channel costs on each unit; writes the weights with their quantisation.
    Preview,  ///< Recalibrate and measure given mappings without training; writes the weights of each.
    Search,   ///< Train weights and mapping together from warm weights; writes a mapping and weights.
    Finetune, ///< Train the weights of a fixed mapping.
    Evaluate, ///< Measure the accuracy on the test set.
    Logits,   ///< The outputs of the float network for the images of a file.
    Time,     ///< Time a few training steps, for planning and `odimo bench`.
};

enum class LearningRateDecay {
    Cosine, ///< After a linear rise over `riseFraction` of the steps, half a cosine down to 0.
    Steps,  ///< Times `stepFactor` at each epoch of `milestones`.
};

/// In which arithmetic the gradients of convolutions are computed.
enum class Precision {
    Full,      ///< Single precision.
    Mixed,     ///< bfloat16 where the device has it; what the network computes is not touched.
    Automatic, ///< Mixed on a processor that is fast at it, else full.
};

/// Whether a warm-up trains every mapping at once (docs/method.md 8.6).
enum class Supernet {
    None, ///< The network as it is, all channels on their own operator.
    Fine, ///< Where units compute other operators, each step draws how many channels of each layer stand on which.
};

/// How one phase is trained. Epochs, images and rates; everything that decides the result beside the seed.
struct Schedule {
    int epochs = 1; ///< 0: only a warm-up of given weights may have none.
    int batchSize = 128;
    int trainImages = 0;             ///< Training images of the data used (validation included), stratified; 0 = all.
    double validationFraction = 0.1; ///< Of those; never trained on, selects the best checkpoint.
    double learningRate = 0.1;
    double momentum = 0.9;
    bool nesterov = true;
    double weightDecay = 5e-4;
    double gradientNorm = 0; ///< The gradient of all weights together is shortened to this length; 0 = never.
    LearningRateDecay decay = LearningRateDecay::Cosine;
    double riseFraction = 0.1;
    std::vector<int> milestones;
    double stepFactor = 0.1;
    int cycles = 1; ///< Cosine: the epochs are so many rises and falls of the rate, of equal length; the training ends
                    ///< after one whose gain in validation accuracy is within the noise.
    int patience = 0;             ///< Stop after so many epochs without a better validation accuracy; 0 = never.
    double mappingRate = 1e-3;    ///< Adam rate of the mixing parameters (search).
    double scaleRate = 0;         ///< SGD rate of the quantisers' scales; 0 freezes them after calibration.
    double temperatureFactor = 1; ///< The softmax temperature is multiplied by this after every epoch (search).
    bool augment = true;
    Precision precision = Precision::Full;
    Supernet supernet = Supernet::None; ///< Warm-up.
    bool operator==(const Schedule &) const = default;
};

/// How the relaxed cost of the search follows from the tables of whole channel counts (docs/method.md 5).
enum class CostRule {
    JointStaircase, ///< The maximum first, the centred slope of the joint staircase, a final snap. The
                    ///< default.
    Published,      ///< As the authors': only the slower unit has a gradient, one whole block per channel; no snap.
};

/// Quantisers and adds as the default rules have them, or as the authors' code behaves (docs/method.md 10).
enum class QuantiserStyle { Corrected, Published };

enum class Numerics {
    Float, ///< The float weights, no quantisation.
    Fake,  ///< Quantised values in float arithmetic, as in training.
};

/// A file by what it holds.
struct Content {
    std::string path;       ///< As the task names it: its weights, neighbour, images, checkpoint or data.
    std::string sha256;     ///< 64 hexadecimal digits, of a file; of data, as data::writePacked() writes them.
    std::int64_t bytes = 0; ///< 0 or more.
    bool operator==(const Content &) const = default;
};

/// One piece of work for a worker process: it goes in as one line of JSON on stdin.
struct Task {
    TaskKind kind = TaskKind::Warmup;
    std::string name;         ///< For messages, for example "run 3".
    network::Network network; ///< As the user gave it (not simplified).
    std::string data;         ///< For data::loadDataset.
    platform::Platform platform;
    Schedule schedule{};
    std::uint64_t seed = 1;
    std::string device = "cpu";                                 ///< "cpu" or "cuda".
    int threads = 0;                                            ///< 0 = all cores.
    mapping::Objective objective = mapping::Objective::Latency; ///< Search.
    double strength = 0;                  ///< Search; loss = task + strength * cost / cost(all on the reference unit).
    mapping::Restrictions restrictions{}; ///< Search.
    CostRule costRule = CostRule::JointStaircase;     ///< Search.
    QuantiserStyle style = QuantiserStyle::Corrected; ///< Search, Finetune.
    Numerics numerics = Numerics::Fake;               ///< Evaluate.
    std::optional<mapping::Mapping> mapping{};        ///< Finetune; Search: where the mixing starts.
    std::vector<mapping::Mapping> mappings{};         ///< Preview.
    std::string weights{};    ///< A file of mapping::saveTrainedNetwork to start from; optional for Warmup, not for
                              ///< Time.
    std::string neighbour{};  ///< Finetune: weights trained for another mapping; the better start of the two is taken.
                              ///< Empty = none.
    std::string images{};     ///< Logits: a .npy file, or an .npz file with the array "input"; [N, C, H, W].
    std::string folder{};     ///< Where weights, checkpoints and logits are written; Evaluate: of the test
                              ///< images, unless empty. Not for Time.
    std::string checkpoint{}; ///< Continue from this file; empty = from the start.
    int repetitions = 3;      ///< Time: measured steps of each kind, interleaved.
    /// The files that the task reads, where host and worker share none: the worker asks for what it lacks, and sends
    /// what it writes. Absent: both see the files by their paths.
    std::optional<std::vector<Content>> contents{};
};

/// One JSON object with "protocol": protocolVersion. taskFromJson throws Error on an unknown or missing field, another
/// protocol version, or a value out of range, naming it.
Json toJson(const Task &task);
Task taskFromJson(const Json &json, const std::string &where);

Json toJson(const Schedule &schedule);
Schedule scheduleFromJson(const Json &json, const std::string &where);

const char *nameOf(TaskKind kind);           ///< "warmup", "analyse", "preview", "search", ...
const char *nameOf(LearningRateDecay decay); ///< "cosine", "steps"
const char *nameOf(Precision precision);     ///< "full", "mixed", "auto"
const char *nameOf(Supernet supernet);       ///< "none", "fine"
const char *nameOf(CostRule rule);           ///< "joint-staircase", "published"
const char *nameOf(QuantiserStyle style);    ///< "corrected", "published"
const char *nameOf(Numerics numerics);       ///< "float", "fake"
/// The inverses throw Error that lists the names.
TaskKind taskKindFromName(const std::string &name);
LearningRateDecay decayFromName(const std::string &name);
Precision precisionFromName(const std::string &name);
Supernet supernetFromName(const std::string &name);
CostRule costRuleFromName(const std::string &name);
QuantiserStyle quantiserStyleFromName(const std::string &name); ///< Also "mended", as earlier versions wrote it.
Numerics numericsFromName(const std::string &name);

} // namespace odimo::protocol
