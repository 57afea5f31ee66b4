// SPDX-License-Identifier: Apache-2.0
#include "core/data/specification.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/data/normalisation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

namespace odimo::data {

namespace {

constexpr int mostChannels = 64;
constexpr int mostSide = 16'384;
constexpr std::uint64_t mostImageBytes = std::uint64_t{1} << 28;

constexpr std::string_view ofNumbers = "0123456789.-";

/// True if a '/' stands between other things than the numbers of channels: "0.49/0.48/0.45".
bool holdsFolders(std::string_view text)
{
    const auto isOfNumber = [&](std::size_t at) {
        return at < text.size() && ofNumbers.find(text[at]) != std::string_view::npos;
    };
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1))
        if (at == 0 || !isOfNumber(at - 1) || !isOfNumber(at + 1) || text.find("normalise=") == std::string_view::npos)
            return true;
    return false;
}

/// True for "image=3x32x32,test=0.1" behind any colon, and for "image" behind the colon of what is no path.
bool looksLikeOptions(std::string_view text, bool behindPath)
{
    const std::size_t end = std::min(text.find('='), behindPath ? std::string_view::npos : text.size());
    return end != 0 && end != std::string_view::npos && !holdsFolders(text) &&
           std::ranges::all_of(text.substr(0, end),
                               [](char letter) { return (letter >= 'a' && letter <= 'z') || letter == '_'; });
}

[[noreturn]] void refuse(const Specification::Option &option, const std::string &needed)
{
    throw Error("the data option " + option.name + " is '" + option.value + "'; it should be " + needed);
}

ImageShape parseShape(const Specification::Option &option)
{
    std::istringstream text(option.value);
    std::vector<int> extents;
    for (std::string part; std::getline(text, part, 'x');)
        extents.push_back(numberFrom<int>(part).value_or(0));
    const bool sound = extents.size() == 3 && !option.value.ends_with('x') && extents[0] >= 1 &&
                       extents[0] <= mostChannels && std::ranges::min(extents) >= 1 &&
                       std::ranges::max(extents) <= mostSide &&
                       std::uint64_t{1} * extents[0] * extents[1] * extents[2] <= mostImageBytes;
    if (!sound)
        refuse(option, "channels x height x width, for example 3x32x32");
    return {extents[0], extents[1], extents[2]};
}

void readImage(LoadOptions &options, const Specification::Option &option) { options.image = parseShape(option); }

void readTest(LoadOptions &options, const Specification::Option &option)
{
    const double fraction = numberFrom<double>(option.value).value_or(0);
    if (!(fraction > 0 && fraction < 1))
        refuse(option, "above 0 and below 1, for example 0.2");
    options.testFraction = fraction;
}

void readSeed(LoadOptions &options, const Specification::Option &option)
{
    const std::optional<std::uint64_t> seed = numberFrom<std::uint64_t>(option.value);
    if (!seed)
        refuse(option, "a whole number from 0 on");
    options.seed = *seed;
}

void readSkipBad(LoadOptions &options, const Specification::Option &option)
{
    if (option.value != "yes" && option.value != "no")
        refuse(option, "yes or no");
    options.skipBad = option.value == "yes";
}

void readAugment(LoadOptions &options, const Specification::Option &option)
{
    if (option.value == "none")
        options.augmentation = AugmentationKind::None;
    else if (option.value == "shift")
        options.augmentation = AugmentationKind::Shift;
    else if (option.value == "shift+flip")
        options.augmentation = AugmentationKind::ShiftAndFlip;
    else
        refuse(option, "none, shift or shift+flip");
}

void readNormalise(LoadOptions &options, const Specification::Option &option)
{
    const std::optional<std::vector<Normalisation>> normalisation = normalisationFrom(option.value);
    if (!normalisation)
        refuse(option, normalisationHelp());
    options.normalisation = *normalisation;
}

struct SharedOption {
    std::string_view name;
    std::string_view example;
    void (*read)(LoadOptions &, const Specification::Option &);
};
constexpr std::array<SharedOption, 6> sharedOptions = {{
    {"image", "image=3x32x32", readImage},
    {"test", "test=0.2", readTest},
    {"seed", "seed=1", readSeed},
    {"skip_bad", "skip_bad=yes", readSkipBad},
    {"augment", "augment=none|shift|shift+flip", readAugment},
    {"normalise", "normalise=MEAN,DEVIATION|imagenet", readNormalise},
}};

[[noreturn]] void refuseUnknown(const Specification &specification, const Specification::Option &option,
                                std::span<const std::string_view> ownOptions)
{
    std::string known;
    for (const std::string_view name : ownOptions)
        addToList(known, name);
    for (const SharedOption &shared : sharedOptions)
        if (std::ranges::find(ownOptions, shared.name) == ownOptions.end())
            addToList(known, shared.example);
    throw Error(specification.source + ": unknown option '" + option.name + "'; there are: " + known);
}

} // namespace

std::string print(const ImageShape &shape)
{
    return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" + std::to_string(shape.width);
}

std::string sourceOf(const std::string &text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos ||
        !looksLikeOptions(std::string_view(text).substr(colon + 1), text.find('/') != std::string::npos))
        return text;
    return text.substr(0, colon);
}

Specification parseSpecification(const std::string &text)
{
    Specification specification{.source = sourceOf(text), .options = {}};
    if (specification.source == text)
        return specification;
    std::istringstream list(text.substr(specification.source.size() + 1));
    for (std::string item; std::getline(list, item, ',');) {
        const std::size_t equals = item.find('=');
        if (equals == std::string::npos && !item.empty() && ofNumbers.find(item.front()) != std::string_view::npos &&
            !specification.options.empty()) {
            specification.options.back().value += "," + item;
            continue;
        }
        if (equals == std::string::npos)
            throw Error(specification.source + ": '" + item + "' is no option; write name=value");
        specification.options.push_back({item.substr(0, equals), item.substr(equals + 1)});
    }
    return specification;
}

std::string print(const Specification &specification)
{
    std::string text = specification.source;
    char separator = ':';
    for (const auto &[name, value] : specification.options) {
        text += separator + name + "=" + value;
        separator = ',';
    }
    return text;
}

std::string withOption(const std::string &text, const std::string &name, const std::string &value)
{
    Specification specification = parseSpecification(text);
    const auto there = std::ranges::find(specification.options, name, &Specification::Option::name);
    if (there == specification.options.end())
        specification.options.push_back({name, value});
    else
        there->value = value;
    return print(specification);
}

std::string withImage(const std::string &text, const ImageShape &shape)
{
    return withOption(text, "image", print(shape));
}

std::string withSkipBad(const std::string &text) { return withOption(text, "skip_bad", "yes"); }

bool skipsBad(const std::string &text)
{
    const Specification specification = parseSpecification(text);
    return std::ranges::find(specification.options, Specification::Option{"skip_bad", "yes"}) !=
           specification.options.end();
}

LoadOptions loadOptions(const Specification &specification, std::span<const std::string_view> ownOptions)
{
    LoadOptions options;
    for (const Specification::Option &option : specification.options) {
        if (std::ranges::find(ownOptions, option.name) != ownOptions.end())
            continue;
        const auto *shared = std::ranges::find(sharedOptions, option.name, &SharedOption::name);
        if (shared == sharedOptions.end())
            refuseUnknown(specification, option, ownOptions);
        shared->read(options, option);
    }
    return options;
}

} // namespace odimo::data
