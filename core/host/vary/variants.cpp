// SPDX-License-Identifier: Apache-2.0
#include "core/host/vary/variants.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/host/vary/area_formula.h"
#include "core/platform/operating_points.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

double valueFrom(const std::string &text, const std::string &all)
{
    const std::optional<double> value = numberFrom<double>(text);
    if (!value || !std::isfinite(*value))
        throw Error("\"" + text + "\" in \"" + all + "\" is no number; write UNIT.CONSTANT=8,16,32");
    return *value;
}

/// How many variants there are; a double, as it may be more than any integer holds.
double countOf(const Variation &variation, std::size_t operatingPoints)
{
    double count = variation.operatingPoints ? static_cast<double>(operatingPoints) : 1;
    for (const VariedConstant &constant : variation.constants)
        count *= static_cast<double>(constant.values.size());
    return count;
}

void checkVariation(const Variation &variation, std::size_t operatingPoints, const std::string &platform)
{
    for (std::size_t i = 0; i < variation.constants.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (variation.constants[i].name == variation.constants[j].name)
                throw Error(variation.constants[i].name + " is varied twice; name all of its values at once");
    if (variation.operatingPoints && operatingPoints == 0)
        throw Error("the platform " + platform + " states no operating points; add \"operating_points\" to its file");
    const double count = countOf(variation, operatingPoints);
    if (count > variation.mostVariants)
        throw Error("these values give " + shortestText(count) + " variants of the platform, and at most " +
                    std::to_string(variation.mostVariants) + " are computed; name fewer values, or allow more");
}

/// The values of the variant with this number: the digits of a number whose last changes fastest.
std::vector<platform::PlatformConstant> valuesOf(std::size_t number, const std::vector<VariedConstant> &constants)
{
    std::vector<platform::PlatformConstant> values(constants.size());
    for (std::size_t i = constants.size(); i-- > 0;) {
        values[i] = {constants[i].name, constants[i].values[number % constants[i].values.size()]};
        number /= constants[i].values.size();
    }
    return values;
}

bool areAmong(std::span<const platform::PlatformConstant> values, std::span<const platform::PlatformConstant> stated)
{
    return std::ranges::all_of(values, [&](const platform::PlatformConstant &value) {
        return std::ranges::find(stated, value) != stated.end();
    });
}

} // namespace

VariedConstant variedConstantFromText(const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos)
        throw Error("\"" + text + "\" names no constant and values; write UNIT.CONSTANT=8,16,32");
    VariedConstant constant{.name = text.substr(0, equals), .values = {}};
    for (std::size_t begin = equals + 1; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const double value = valueFrom(text.substr(begin, end - begin), text);
        if (std::ranges::find(constant.values, value) != constant.values.end())
            throw Error("\"" + text + "\" names " + shortestText(value) + " twice");
        constant.values.push_back(value);
        begin = end + 1;
    }
    return constant;
}

std::string nameOf(const Variant &variant)
{
    const std::string constants = platform::constantsText(variant.constants);
    if (variant.operatingPoint.empty())
        return constants;
    return (constants.empty() ? "" : constants + " ") + "at " + variant.operatingPoint;
}

std::vector<Variant> variantsOf(const platform::Platform &platform, const Variation &variation)
{
    checkVariation(variation, platform::operatingPointsOf(platform).size(), platform.name);
    const std::vector<platform::PlatformConstant> stated = platform::constantsOf(platform);
    std::vector<Variant> variants;
    const auto count = static_cast<std::size_t>(countOf({.constants = variation.constants}, 0));
    for (std::size_t number = 0; number < count; ++number) {
        Variant variant{.constants = valuesOf(number, variation.constants)};
        variant.isStated = areAmong(variant.constants, stated);
        variant.platform = platform::withConstants(platform, variant.constants);
        if (!variation.area.empty())
            variant.area = areaOf(variation.area, platform::constantsOf(variant.platform));
        if (variation.mostArea && variant.area > variation.mostArea)
            continue;
        if (!variation.operatingPoints)
            variants.push_back(std::move(variant));
        else
            for (platform::OperatingPoint &point : platform::operatingPointsOf(variant.platform)) {
                variants.push_back(variant);
                variants.back().operatingPoint = point.name;
                variants.back().platform = std::move(point.platform);
            }
    }
    if (variants.empty())
        throw Error("no variant has an area of at most " + shortestText(variation.mostArea.value_or(0)));
    return variants;
}

} // namespace odimo::host
