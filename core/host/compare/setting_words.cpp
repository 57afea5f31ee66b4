// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/setting_words.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace odimo::host {

namespace {

/// Of the parts between the points of a name; for others underscores become spaces.
const std::map<std::string_view, std::string_view> &knownWords()
{
    static const std::map<std::string_view, std::string_view> words{
        {"augment", "augmentation of images"},
        {"budget_s", "time budget (s)"},
        {"cost_rule", "rule of the cost"},
        {"decay", "fall of the learning rate"},
        {"finetune", "fine-tuning"},
        {"gradient_norm", "largest norm of gradients"},
        {"layout", "layout mode"},
        {"least_accuracy", "least accuracy"},
        {"mapping_rate", "learning rate of the mapping"},
        {"milestones", "epochs where the learning rate falls"},
        {"most_energy_uJ", "most energy (µJ)"},
        {"most_latency_ms", "most latency (ms)"},
        {"neighbour", "neighbour that it starts from"},
        {"nesterov", "Nesterov momentum"},
        {"odimo", "version of the program"},
        {"patience", "epochs without gain before it ends"},
        {"provenance", "origin"},
        {"rise_fraction", "share of epochs in which the learning rate rises"},
        {"scale_rate", "learning rate of the scales"},
        {"search_epochs", "epochs of the search"},
        {"start_run", "run that it starts from"},
        {"step_factor", "factor of the learning rate at a fall"},
        {"style", "quantiser"},
        {"temperature_factor", "factor of the temperature by epoch"},
        {"train_images", "images to train (0: all)"},
        {"validation_fraction", "share of the images for validation"},
        {"warmup", "warm-up"}};
    return words;
}

std::string wordsOfPart(const std::string &part)
{
    if (const auto found = knownWords().find(part); found != knownWords().end())
        return std::string(found->second);
    std::string words = part;
    std::ranges::replace(words, '_', ' ');
    return words;
}

} // namespace

std::string settingWords(const std::string &name)
{
    std::string words;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        const std::string part = name.substr(begin, end - begin);
        if (part != "schedule") // Says nothing beside its phase.
            words += (words.empty() ? "" : ": ") + wordsOfPart(part);
        begin = end + 1;
    }
    return words;
}

} // namespace odimo::host
