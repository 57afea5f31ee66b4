// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/data/formats.h"
#include "core/data/images/image_set.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string_view>

namespace odimo::data {

namespace {

struct Options {
    int classes = 10;
    int channels = 1;
    int height = 16;
    int width = 16;
    int train = 512;
    int test = 256;
    int seed = 1;
    double noise = 0.2;
    ValueKind kind = ValueKind::Pixels;
};

constexpr std::string_view sourceName = "synthetic";
constexpr std::array<std::string_view, 10> ownNames = {"classes", "channels", "size", "height", "width",
                                                       "train",   "test",     "seed", "noise",  "values"};
constexpr std::string_view optionHelp =
    "classes=10,channels=1,size=16 (or height=16,width=16),train=512,test=256,seed=1,noise=0.2,values=pixels|features";
/// The noise of features is as much smaller than the pattern as that of pixels. About what MFCCs have.
constexpr double featureScale = 20;
constexpr std::int64_t mostBytes = std::int64_t{1} << 30;

struct IntegerOption {
    std::string_view name;
    int Options::*field;
    int least;
    int most;
};
constexpr std::array<IntegerOption, 7> integerOptions = {{
    {"classes", &Options::classes, 2, 1000},
    {"channels", &Options::channels, 1, 4096},
    {"height", &Options::height, 1, 16384},
    {"width", &Options::width, 1, 16384},
    {"train", &Options::train, 4, 1'000'000},
    {"test", &Options::test, 2, 1'000'000},
    {"seed", &Options::seed, 0, 2147483647},
}};

template <typename Number>
Number parsed(std::string_view name, std::string_view text, Number least, Number most)
{
    const std::optional<Number> value = numberFrom<Number>(text);
    if (value && *value >= least && *value <= most)
        return *value;
    throw Error("synthetic: " + std::string(name) + " is '" + std::string(text) + "'; it should be a number from " +
                numberText(least, 10) + " to " + numberText(most, 10));
}

void setOption(Options &options, std::string_view name, std::string_view value)
{
    if (name == "noise") {
        options.noise = parsed(name, value, 0.0, 10.0);
        return;
    }
    if (name == "size") {
        options.height = options.width = parsed(name, value, 4, 512);
        return;
    }
    if (name == "values") {
        if (value != "pixels" && value != "features")
            throw Error("synthetic: values is '" + std::string(value) + "'; it should be pixels or features");
        options.kind = value == "features" ? ValueKind::Features : ValueKind::Pixels;
        return;
    }
    const auto *option = std::ranges::find(integerOptions, name, &IntegerOption::name);
    options.*(option->field) = parsed(name, value, option->least, option->most);
}

Options parseOptions(const Specification &specification)
{
    Options options;
    for (const auto &[name, value] : specification.options)
        if (std::ranges::find(ownNames, name) != ownNames.end())
            setOption(options, name, value);

    if (options.train < 2 * options.classes || options.test < options.classes)
        throw Error("synthetic: " + std::to_string(options.classes) +
                    " classes need at least two training images and one test image each");
    const std::int64_t imageBytes = std::int64_t{options.channels} * options.height * options.width *
                                    (options.kind == ValueKind::Features ? std::int64_t{sizeof(float)} : 1);
    if (imageBytes * (options.train + options.test) > mostBytes)
        throw Error("synthetic: these options ask for more than 1 GiB of images; make fewer or smaller ones");
    return options;
}

/// The clean image of a class, [H, W, C] in -1..1: per channel the mean of a few slow waves, which a small convolution
/// tells apart from those of another class.
std::vector<double> classPattern(const Options &options, Random &random)
{
    constexpr int waves = 3;
    constexpr int mostPeriods = 3;
    std::vector<double> pattern(static_cast<std::size_t>(options.channels) * options.height * options.width);
    for (int channel = 0; channel < options.channels; ++channel)
        for (int wave = 0; wave < waves; ++wave) {
            const double turn = 2 * std::numbers::pi;
            const double alongX = turn / options.width * (random.below(2 * mostPeriods + 1) - mostPeriods);
            const double alongY = turn / options.height * (1 + random.below(mostPeriods));
            const double phase = turn * random.uniform();
            std::size_t at = static_cast<std::size_t>(channel);
            for (int y = 0; y < options.height; ++y)
                for (int x = 0; x < options.width; ++x, at += options.channels)
                    pattern[at] += std::sin(alongX * x + alongY * y + phase) / waves;
        }
    return pattern;
}

/// `count` images, the classes in turn: the pattern of the class at a random contrast, plus noise. Features lie about
/// 0.
Images noisyImages(const std::vector<std::vector<double>> &patterns, const Options &options, int count, Random random)
{
    Images images{.channels = options.channels,
                  .height = options.height,
                  .width = options.width,
                  .pixels = {},
                  .labels = {},
                  .kind = options.kind};
    std::vector<std::uint8_t> pixels;
    std::vector<float> features;
    if (options.kind == ValueKind::Pixels)
        pixels.reserve(images.imageBytes() * count);
    else
        features.reserve(images.imageValues() * count);
    images.labels.reserve(count);
    for (int index = 0; index < count; ++index) {
        const int label = index % options.classes;
        const double contrast = 0.3 + 0.2 * random.uniform();
        for (const double value : patterns[label]) {
            const double bright = 0.5 + contrast * value + options.noise * random.normal();
            if (options.kind == ValueKind::Pixels)
                pixels.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(bright, 0.0, 1.0))));
            else
                features.push_back(static_cast<float>(featureScale * (bright - 0.5)));
        }
        images.labels.push_back(label);
    }
    images.pixels = options.kind == ValueKind::Pixels ? Pixels(std::move(pixels)) : toPixels(features);
    return images;
}

bool acceptsName(const Source &source) { return source.specification.source == sourceName; }

RawDataset makePatterns(const Source &source)
{
    enum Purpose { PatternSeed, TrainSeed, TestSeed };
    const Options options = parseOptions(source.specification);
    const auto stream = [&](Purpose purpose) {
        return Random(deriveSeed(options.seed, purpose));
    };

    RawDataset data;
    std::vector<std::vector<double>> patterns;
    Random patternRandom = stream(PatternSeed);
    for (int label = 0; label < options.classes; ++label) {
        data.classes.push_back("pattern " + std::to_string(label));
        patterns.push_back(classPattern(options, patternRandom));
    }
    data.train = noisyImages(patterns, options, options.train, stream(TrainSeed));
    data.test = noisyImages(patterns, options, options.test, stream(TestSeed));
    return data;
}

} // namespace

const DatasetFormat &syntheticFormat()
{
    static const std::string description =
        "learnable patterns with noise, made on the spot; options after a colon: " + std::string(optionHelp);
    static const DatasetFormat format{.name = sourceName,
                                      .description = description,
                                      .ownOptions = ownNames,
                                      .accepts = acceptsName,
                                      .load = makePatterns};
    return format;
}

} // namespace odimo::data
