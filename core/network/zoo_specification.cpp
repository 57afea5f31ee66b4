// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo_specification.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <string_view>

namespace odimo::network {

namespace {

std::optional<double> readNumber(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<int> readCount(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1)
        return std::nullopt;
    return value;
}

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(separator); end != std::string::npos; end = text.find(separator, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

/// False: the option is unknown, or its value is out of range.
bool assign(Specification &specification, const std::string &name, const std::string &value,
            const std::vector<ZooOption> &options)
{
    if (name == "input")
        return (specification.input = readShape(value)).has_value();
    if (name == "classes")
        return (specification.classes = readCount(value)).has_value();
    const auto option = std::ranges::find(options, name, &ZooOption::name);
    const std::optional<double> number = readNumber(value);
    if (option == options.end() || !number || *number < option->least || *number > option->most ||
        (option->whole && *number != std::floor(*number)))
        return false;
    specification.options[name] = *number;
    return true;
}

} // namespace

std::optional<Shape> readShape(const std::string &text)
{
    std::vector<int> dimensions;
    for (const std::string &part : split(text, 'x'))
        dimensions.push_back(readCount(part).value_or(0));
    if (dimensions.size() != 3 || std::ranges::count(dimensions, 0) > 0)
        return std::nullopt;
    return Shape{dimensions[0], dimensions[1], dimensions[2]};
}

std::string describe(const ZooOption &option)
{
    return option.name + "=" + shortestText(option.least) + ".." + shortestText(option.most) + " (" +
           shortestText(option.initial) + ")";
}

std::string nameOf(const std::string &specification) { return specification.substr(0, specification.find(':')); }

Specification readSpecification(const std::string &text, const std::vector<ZooOption> &options)
{
    Specification specification;
    specification.name = nameOf(text);
    for (const ZooOption &option : options)
        specification.options[option.name] = option.initial;
    if (specification.name == text)
        return specification;

    std::set<std::string> seen;
    for (const std::string &part : split(text.substr(specification.name.size() + 1), ',')) {
        const std::size_t equals = part.find('=');
        const std::string name = part.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : part.substr(equals + 1);
        if (seen.insert(name).second && assign(specification, name, value, options))
            continue;
        std::string known = "input=CxHxW, classes=N";
        for (const ZooOption &option : options)
            known += ", " + describe(option);
        throw Error("the network \"" + text + "\": the option \"" + part + "\" is unknown, repeated or out of range; " +
                    specification.name + " takes " + known);
    }
    return specification;
}

std::string shortSpecification(const Specification &specification, const std::vector<ZooOption> &options)
{
    std::string text = specification.name;
    char separator = ':';
    for (const ZooOption &option : options) {
        const double value = specification.options.at(option.name);
        if (value == option.initial)
            continue;
        text += separator + option.name + "=" + shortestText(value);
        separator = ',';
    }
    return text;
}

} // namespace odimo::network
