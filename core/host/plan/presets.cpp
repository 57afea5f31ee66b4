// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/presets.h"

#include "core/mapping/strength_text.h"

#include <cmath>
#include <string>

namespace odimo::host {

namespace {

struct Numbers {
    Epochs epochs;
    int points;
    int previews;
    int fineTunings;
    int cycles; ///< Of a fine-tuning.
    bool allBaselines;
};
constexpr Numbers quickNumbers{.epochs = {.warmup = 12, .search = 2, .finetune = 2},
                               .points = 6,
                               .previews = 16,
                               .fineTunings = 8,
                               .cycles = 1,
                               .allBaselines = false};
constexpr Numbers standardNumbers{.epochs = {.warmup = 30, .search = 10, .finetune = 10},
                                  .points = 8,
                                  .previews = 32,
                                  .fineTunings = 12,
                                  .cycles = 2,
                                  .allBaselines = true};

/// On ResNet8 and Fashion-MNIST a strength of 0.01 finds all channels on the reference unit and 10 the cheapest end, as
/// do 30, 100 and 300; at 3 a search still costs 5 % more.
constexpr double leastStrength = 0.03;
constexpr double mostStrength = 10;
constexpr int tiers[] = {2'000, 5'000, 10'000, 20'000, 40'000};

/// exp(-0.045) per epoch (docs/method.md 2).
const double cooling = std::exp(-0.045);
/// Without BatchNorm, which is folded by then, a deep network diverges at the rate that suits a shallow one: a trained
/// ResNet20 fell from 84 % to guessing within an epoch, at a length of 5 a search still lost 8 %, and 1 gained 2 %.
/// ResNet8 is the same with and without, within 0.2 %.
constexpr double longestGradient = 1;
/// The authors learn the quantisers' parameters by SGD at this rate (docs/method.md 5.5).
constexpr double publishedScaleRate = 1e-5;

protocol::Schedule cosine(int epochs, double learningRate, double weightDecay)
{
    protocol::Schedule schedule;
    schedule.epochs = epochs;
    schedule.learningRate = learningRate;
    schedule.weightDecay = weightDecay;
    return schedule;
}

/// The rates that a prototype found best (docs/method.md 11).
Preset ownPreset(const Settings &settings, const Numbers &numbers)
{
    Preset preset{.warmup = cosine(numbers.epochs.warmup, 0.1, 5e-4),
                  .search = cosine(numbers.epochs.search, 0.01, 1e-4),
                  .finetune = cosine(numbers.epochs.finetune, 0.01, 1e-4),
                  .strengths = spreadStrengths(numbers.points),
                  .previews = numbers.previews,
                  .fineTunings = numbers.fineTunings,
                  .allBaselines = numbers.allBaselines,
                  .remark = ""};
    if (!engineOf(settings).trains() && !settings.epochs)
        preset.finetune.cycles = numbers.cycles;
    preset.search.temperatureFactor = cooling;
    preset.search.gradientNorm = preset.finetune.gradientNorm = longestGradient;
    return preset;
}

protocol::Schedule stepped(int epochs, int batchSize, double learningRate, std::vector<int> milestones, double factor)
{
    protocol::Schedule schedule;
    schedule.epochs = epochs;
    schedule.batchSize = batchSize;
    schedule.learningRate = learningRate;
    schedule.nesterov = false;
    schedule.weightDecay = 1e-4;
    schedule.decay = protocol::LearningRateDecay::Steps;
    schedule.milestones = std::move(milestones);
    schedule.stepFactor = factor;
    return schedule;
}

Preset cifarProtocol()
{
    return {.warmup = stepped(200, 128, 0.1, {100, 150}, 0.1),
            .search = stepped(200, 128, 1e-3, {100, 150}, 0.1),
            .finetune = stepped(200, 128, 1e-4, {100, 150}, 0.1),
            .strengths = {},
            .remark = "The protocol published for CIFAR-10 with ResNet20."};
}

Preset tinyImageNetProtocol()
{
    const std::vector<int> everySeven{7, 14, 21, 28, 35, 42, 49};
    return {.warmup = stepped(200, 64, 0.1, {100, 150}, 0.1),
            .search = stepped(50, 64, 1e-3, everySeven, 0.1),
            .finetune = stepped(50, 64, 5e-4, everySeven, 0.1),
            .strengths = {},
            .remark =
                "The protocol published for Tiny-ImageNet with ResNet18; the warm-up, which is not, as for CIFAR-10."};
}

Preset wakeWordsProtocol()
{
    return {.warmup = stepped(100, 32, 0.02, {20, 30}, 0.5),
            .search = stepped(100, 32, 1e-3, {20, 30}, 0.5),
            .finetune = stepped(100, 32, 5e-4, {20, 30}, 0.5),
            .strengths = {},
            .remark =
                "The epochs published for Visual Wake Words with MobileNet, with SGD instead of the authors' Adam."};
}

/// The authors' protocol (docs/method.md 5.5) for the nearest of their three benchmarks.
Preset paperPreset(const Settings &settings, const data::DatasetSummary &data)
{
    Preset preset = settings.network.starts_with("mobilenet") ? wakeWordsProtocol()
                    : data.width >= 64                        ? tinyImageNetProtocol()
                                                              : cifarProtocol();
    preset.search.temperatureFactor = cooling;
    preset.search.patience = 50;
    preset.strengths = spreadStrengths(6);
    preset.strengths.insert(preset.strengths.begin(), 0);
    return preset;
}

/// Milestones keep their place in a training of another length.
void stretch(protocol::Schedule &schedule, int epochs)
{
    for (int &milestone : schedule.milestones)
        milestone = static_cast<int>(std::lround(static_cast<double>(milestone) * epochs / schedule.epochs));
    schedule.epochs = epochs;
}

} // namespace

std::vector<std::string> presetNames() { return {"quick", "standard", "paper"}; }

Preset presetFor(const Settings &settings, const data::DatasetSummary &data)
{
    Preset preset = settings.preset == "paper"      ? paperPreset(settings, data)
                    : settings.preset == "standard" ? ownPreset(settings, standardNumbers)
                                                    : ownPreset(settings, quickNumbers);
    if (settings.preset == "paper" || settings.style == protocol::QuantiserStyle::Published)
        preset.search.scaleRate = preset.finetune.scaleRate = publishedScaleRate;
    if (settings.epochs) {
        stretch(preset.warmup, settings.epochs->warmup);
        stretch(preset.search, settings.epochs->search);
        stretch(preset.finetune, settings.epochs->finetune);
    }
    return preset;
}

std::vector<double> spreadStrengths(int count)
{
    return mapping::spreadLogarithmically(leastStrength, mostStrength, count);
}

std::vector<int> imageTiers(int trainImages, int fewest)
{
    std::vector<int> chosen;
    for (const int tier : tiers)
        if (tier >= fewest && tier < trainImages)
            chosen.push_back(tier);
    chosen.push_back(0);
    return chosen;
}

} // namespace odimo::host
