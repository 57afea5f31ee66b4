// SPDX-License-Identifier: Apache-2.0
#include "core/data/normalisation.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/data/images/image_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <string_view>

namespace odimo::data {

namespace {

struct Published {
    std::string_view name;
    std::string_view figures;
};

/// Of the training images: what PyTorch's documentation and examples normalise with. With "bytes" pixels are numbers from
/// 0 to 255, as networks of TensorFlow that do not rescale them read them.
constexpr std::array<Published, 7> published = {{
    {"imagenet", "0.485/0.456/0.406,0.229/0.224/0.225"},
    {"cifar10", "0.4914/0.4822/0.4465,0.2470/0.2435/0.2616"},
    {"cifar100", "0.5071/0.4865/0.4409,0.2673/0.2564/0.2762"},
    {"mnist", "0.1307,0.3081"},
    {"fashion-mnist", "0.2860,0.3530"},
    {"half", "0.5,0.5"},
    {"bytes", "0,0.00392156862745098"},
}};

/// Empty if any of them is no number.
std::vector<double> numbersOf(const std::string &text)
{
    std::istringstream list(text);
    std::vector<double> numbers;
    for (std::string item; std::getline(list, item, '/');) {
        const std::optional<double> number = numberFrom<double>(item);
        if (!number || !std::isfinite(*number))
            return {};
        numbers.push_back(*number);
    }
    return text.ends_with('/') ? std::vector<double>() : numbers;
}

} // namespace

std::optional<std::vector<Normalisation>> normalisationFrom(const std::string &text)
{
    const auto *known = std::ranges::find(published, text, &Published::name);
    const std::string figures(known == published.end() ? std::string_view(text) : known->figures);
    const std::size_t comma = figures.find(',');
    if (comma == std::string::npos)
        return std::nullopt;
    const std::vector<double> means = numbersOf(figures.substr(0, comma));
    const std::vector<double> deviations = numbersOf(figures.substr(comma + 1));
    const std::size_t channels = std::max(means.size(), deviations.size());
    const auto fits = [channels](const std::vector<double> &numbers) {
        return numbers.size() == channels || numbers.size() == 1;
    };
    if (channels == 0 || !fits(means) || !fits(deviations) ||
        !std::ranges::all_of(deviations, [](double deviation) { return deviation > 0; }))
        return std::nullopt;
    std::vector<Normalisation> byChannel;
    for (std::size_t channel = 0; channel < channels; ++channel)
        byChannel.push_back({means[means.size() > 1 ? channel : 0], deviations[deviations.size() > 1 ? channel : 0]});
    return byChannel;
}

std::string normalisationHelp()
{
    std::string names;
    for (const Published &each : published)
        addToList(names, each.name);
    return "MEAN,DEVIATION with one number each or one for each channel, for example "
           "0.485/0.456/0.406,0.229/0.224/0.225, or one of " +
           names;
}

void normalise(Images &images, const std::vector<Normalisation> &byChannel)
{
    const auto channels = static_cast<std::size_t>(images.channels);
    if (byChannel.size() != 1 && byChannel.size() != channels)
        throw Error("the data option normalise has figures for " + std::to_string(byChannel.size()) +
                    " channels, and the data has " + std::to_string(channels) + "; give one for each, or one for all");
    std::vector<Normalisation> all = byChannel;
    all.resize(channels, byChannel.front());
    if (images.kind == ValueKind::Pixels) {
        images.normalisation = std::move(all);
        return;
    }
    std::vector<float> features = featuresOf(images);
    for (std::size_t at = 0; at < features.size(); ++at) {
        const auto &[mean, deviation] = all[at % channels];
        features[at] = static_cast<float>((static_cast<double>(features[at]) - mean) / deviation);
    }
    images.pixels = toPixels(features);
}

} // namespace odimo::data
