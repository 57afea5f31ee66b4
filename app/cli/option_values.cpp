// SPDX-License-Identifier: Apache-2.0
#include "app/cli/option_values.h"

#include "core/base/error.h"
#include "core/network/zoo.h"

#include <charconv>
#include <cmath>
#include <sstream>

namespace odimo::cli {

namespace {

/// The parts between the separators; an empty text has one empty part.
std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    if (text.empty() || text.back() == separator)
        parts.emplace_back();
    return parts;
}

template <typename Number>
std::optional<Number> parsed(const std::string &text)
{
    Number value = 0;
    const char *end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    return result.ec == std::errc() && result.ptr == end ? std::optional(value) : std::nullopt;
}

/// Three whole numbers of at least 1, or nothing.
std::optional<std::vector<int>> threeCounts(const std::string &text, char separator)
{
    std::vector<int> counts;
    for (const std::string &part : split(text, separator)) {
        const std::optional<int> count = parsed<int>(part);
        if (!count || *count < 1)
            return std::nullopt;
        counts.push_back(*count);
    }
    return counts.size() == 3 ? std::optional(counts) : std::nullopt;
}

} // namespace

std::vector<double> parseStrengths(const std::string &text)
{
    std::vector<double> strengths;
    for (const std::string &part : split(text, ',')) {
        const std::optional<double> strength = parsed<double>(part);
        if (!strength || !std::isfinite(*strength))
            throw Error("--strengths: '" + part +
                        "' is not a number; write numbers of at least 0, for example 0.1,0.5,2");
        if (*strength < 0)
            throw Error("--strengths: " + part +
                        " is negative; a strength weighs the cost against the task and is at least 0");
        strengths.push_back(*strength);
    }
    return strengths;
}

host::Epochs parseEpochs(const std::string &text)
{
    const std::optional<std::vector<int>> counts = threeCounts(text, ',');
    if (!counts)
        throw Error("--epochs: '" + text +
                    "' should be three whole numbers of at least 1 (warm-up, search, fine-tuning), for example 10,3,2");
    return {.warmup = (*counts)[0], .search = (*counts)[1], .finetune = (*counts)[2]};
}

network::Shape parseShape(const std::string &text)
{
    const std::optional<std::vector<int>> counts = threeCounts(text, 'x');
    if (!counts)
        throw Error("--input: '" + text + "' should be channels x height x width, for example 3x32x32");
    return {.channels = (*counts)[0], .height = (*counts)[1], .width = (*counts)[2]};
}

network::Network buildNetwork(const NetworkOptions &options)
{
    network::ZooRequest request{.input = std::nullopt, .classes = options.classes};
    if (!options.input.empty())
        request.input = parseShape(options.input);
    return network::zooNetwork(options.network, request);
}

} // namespace odimo::cli
