// SPDX-License-Identifier: Apache-2.0
#include "app/cli/computation.h"

#include "core/base/error.h"
#include "core/base/names.h"
#include "core/integer/ideal_array.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace odimo::cli {

namespace {

constexpr std::array allNumerics{Numerics::Float, Numerics::Fake, Numerics::Integer};
constexpr std::array allArrays{Array::Adc, Array::Ideal};

/// The values that the items of a list name, each once.
template <typename Values>
auto parseList(const std::string &option, const std::string &text, const Values &known)
{
    std::vector<typename Values::value_type> values;
    std::istringstream list(text);
    for (std::string item; std::getline(list, item, ',');) {
        const auto found = findNamed(known, item);
        if (!found)
            throw Error(option + ": '" + item + "' is unknown; there are " + namesOf(known));
        if (std::ranges::find(values, *found) == values.end())
            values.push_back(*found);
    }
    if (values.empty())
        throw Error(option + " is empty");
    return values;
}

} // namespace

const char *nameOf(Numerics numerics)
{
    switch (numerics) {
    case Numerics::Float:
        return "float";
    case Numerics::Fake:
        return "fake";
    case Numerics::Integer:
        return "integer";
    }
    return "";
}

const char *nameOf(Array array) { return array == Array::Adc ? "adc" : "ideal"; }

std::string nameOf(const Computation &computation)
{
    const std::string numerics = nameOf(computation.numerics);
    return computation.array ? numerics + " (" + nameOf(*computation.array) + ")" : numerics;
}

std::vector<Numerics> parseNumerics(const std::string &text) { return parseList("--numerics", text, allNumerics); }

std::vector<Computation> computationsOf(const std::vector<Numerics> &numerics, const std::string &arrays,
                                        const platform::Platform &platform)
{
    const bool converts = integer::hasConverters(platform);
    const std::vector<Array> wanted =
        arrays.empty() ? std::vector{converts ? Array::Adc : Array::Ideal} : parseList("--array", arrays, allArrays);
    if (!converts && std::ranges::find(wanted, Array::Adc) != wanted.end())
        throw Error("--array: the platform " + platform.name + " has no converters; its array is ideal");
    std::vector<Computation> computations;
    for (const Numerics each : numerics)
        if (each == Numerics::Float)
            computations.push_back({each, {}});
        else
            for (const Array array : wanted)
                computations.push_back({each, array});
    return computations;
}

} // namespace odimo::cli
