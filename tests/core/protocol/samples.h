// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <QString>

#include <vector>

namespace odimo::samples {

inline network::Network network() { return network::zooNetwork("resnet8:width=4,input=1x16x16,classes=10"); }

inline platform::Platform platform() { return platform::loadPlatform("diana"); }

inline mapping::CostTable costTable() { return mapping::makeCostTable(network::simplify(network()), platform()); }

inline mapping::Mapping mapping() { return mapping::cheapestMapping(costTable(), mapping::Objective::Latency); }

inline std::string digest() { return "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"; }

/// A task with no field at its default.
inline protocol::Task task()
{
    protocol::Task task{.kind = protocol::TaskKind::Search,
                        .name = "run 3",
                        .network = network(),
                        .data = "fashion-mnist",
                        .platform = platform()};
    task.schedule = {.epochs = 7,
                     .batchSize = 64,
                     .trainImages = 2000,
                     .validationFraction = 0.2,
                     .learningRate = 0.03,
                     .momentum = 0.8,
                     .nesterov = false,
                     .weightDecay = 1e-3,
                     .gradientNorm = 2,
                     .decay = protocol::LearningRateDecay::Steps,
                     .riseFraction = 0.2,
                     .milestones = {3, 5},
                     .stepFactor = 0.5,
                     .cycles = 2,
                     .patience = 4,
                     .mappingRate = 2e-3,
                     .scaleRate = 1e-5,
                     .temperatureFactor = 0.95,
                     .augment = false};
    task.seed = 42;
    task.device = "cuda";
    task.threads = 2;
    task.objective = mapping::Objective::Energy;
    task.strength = 0.25;
    task.costRule = protocol::CostRule::Published;
    task.style = protocol::QuantiserStyle::Published;
    task.numerics = protocol::Numerics::Float;
    task.restrictions.pins = {{.layer = "stem", .unit = 1, .firstChannel = 1, .lastChannel = 2}};
    task.restrictions.mostLatency_ms = 0.5;
    task.mapping = mapping();
    task.mappings = {mapping(), mapping()};
    task.weights = "start.safetensors";
    task.neighbour = "neighbour.safetensors";
    task.images = "images.npy";
    task.folder = "x.odimo.runs/3";
    task.checkpoint = "x.odimo.runs/3/checkpoint";
    task.repetitions = 9;
    task.contents = {{.path = "start.safetensors", .sha256 = digest(), .bytes = 78'000}};
    return task;
}

/// One event of each kind, with no field at its default.
inline std::vector<protocol::Event> events()
{
    return {
        protocol::Hello{.protocol = protocol::protocolVersion,
                        .version = "0.1.0",
                        .torch = "1.13.1",
                        .device = "cpu",
                        .threads = 2,
                        .commit = "af7242361d0b",
                        .host = "lab-3",
                        .processor = "AMD EPYC 7763",
                        .accelerator = "NVIDIA H100"},
        protocol::PhaseStarted{.phase = "search", .epochs = 2, .trainImages = 9000},
        protocol::Progress{.phase = "search",
                           .epoch = 1,
                           .epochs = 2,
                           .batch = 30,
                           .batches = 71,
                           .imagesPerSecond = 1234.5,
                           .loss = 0.5},
        protocol::EpochFinished{.phase = "search",
                                .epoch = 2,
                                .epochs = 3,
                                .loss = 0.25,
                                .trainAccuracy = 0.875,
                                .validationAccuracy = 0.75,
                                .relaxedCost = 0.5,
                                .seconds = 12.5,
                                .checkpoint = "x.odimo.runs/3/checkpoint",
                                .best = true,
                                .splits = mapping::countsOf(mapping(), 2)},
        protocol::StrengthChanged{.strength = 0.75, .epoch = 2},
        protocol::Analysed{mapping::weightCountSensitivity(costTable())},
        protocol::MappingFound{mapping()},
        protocol::WeightsSaved{"x.odimo.runs/3/weights.safetensors"},
        protocol::LogitsSaved{"x/logits.npy"},
        protocol::Measured{.split = "test", .numerics = "fake", .correct = 8900, .total = 10000, .loss = 0.3},
        protocol::Previewed{.index = 4,
                            .validation = {.split = "validation", .numerics = "fake", .correct = 9, .total = 10},
                            .test = {.split = "test", .numerics = "fake", .correct = 88, .total = 100, .loss = 0.5},
                            .path = "x.odimo.runs/0/preview-4.safetensors",
                            .findings = {"2 of 16 biases saturate"}},
        protocol::StepTimes{.floatStep_ms = 10.5,
                            .searchStep_ms = 12.5,
                            .finetuneStep_ms = 11.5,
                            .peakMemory_MB = 512,
                            .floatPeak_MB = 400,
                            .searchPeak_MB = 420,
                            .finetunePeak_MB = 410},
        protocol::ContentWanted{.sha256 = digest(), .offset = 1 << 20},
        protocol::FilePart{
            .name = "search.checkpoint", .sha256 = digest(), .bytes = 4, .offset = 0, .base64 = "dGVzdA=="},
        protocol::Log{.level = "warning", .text = "a line\nand another"},
        protocol::Alive{},
        protocol::Paused{},
        protocol::Resumed{},
        protocol::Failed{
            .kind = ErrorKind::InputOutput, .message = "the disk is full", .remedy = Remedy::ResumeExploration},
        protocol::Finished{.stopped = true},
    };
}

/// One command of each kind.
inline std::vector<protocol::Command> commands()
{
    return {protocol::Pause{}, protocol::Resume{}, protocol::Stop{}, protocol::SetStrength{0.5},
            protocol::ContentPart{.sha256 = digest(), .offset = 0, .base64 = "dGVzdA=="}};
}

/// The message of the Error that the function throws; empty if it throws none.
template <typename Function>
QString messageOf(Function function)
{
    try {
        function();
    } catch (const Error &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace odimo::samples
