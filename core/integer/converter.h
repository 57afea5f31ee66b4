// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/quantisation.h"
#include "core/network/network.h"
#include "core/platform/platform.h"

#include <cstdint>

namespace odimo::integer {

/// How the columns of an analog array are read (docs/diana.md 2.6): the rows that are summed at once are a row group of
/// whole input channels; the sum of each passes a converter of few bits, and the codes of the groups are added.
struct Converter {
    int divisor = 1;       ///< Of a sum: what one step of the code stands for, 1 or more.
    int bits = 6;          ///< Codes from -2^(bits-1) to 2^(bits-1) - 1.
    int groupChannels = 1; ///< Input channels of a row group, 1 or more; the last group may have fewer.
    bool operator==(const Converter &) const = default;
};

/// The input channels whose kernels fit the rows of one conversion; 0 if not even one does.
constexpr int rowGroupChannels(const platform::Converter &converter, network::Extent kernel)
{
    return converter.rows / (kernel.height * kernel.width);
}

/// How many conversions a sum over so many input channels takes.
constexpr int rowGroups(const Converter &converter, int inputChannels)
{
    return (inputChannels + converter.groupChannels - 1) / converter.groupChannels;
}

/// The code of the sum of one row group: floor(sum / divisor), saturated.
constexpr std::int32_t converted(std::int32_t sum, const Converter &converter)
{
    const std::int32_t quotient =
        sum >= 0 ? sum / converter.divisor : -((-sum + converter.divisor - 1) / converter.divisor);
    const std::int32_t end = 1 << (converter.bits - 1);
    return quotient < -end ? -end : quotient >= end ? end - 1 : quotient;
}

/// What the addend of a channel holds beside bias and half a step, as a code stands for the sums from code * divisor to
/// the last before the next: half of what is lost on average, floor(multiplier * groups * (divisor - 1) / (2 divisor)).
constexpr std::int32_t middleOfCodes(std::int32_t multiplier, int groups, int divisor)
{
    return multiplier * groups * (divisor - 1) / (2 * divisor);
}

/// How a layer is read on a unit with converters. Throws Error if its scales have no divisor, as they were made for an
/// ideal array, or if not even the kernel of one input channel fits the rows of a conversion.
Converter converterOf(const network::Node &layer, const platform::ComputeUnit &unit,
                      const mapping::WeightScales &scales);

} // namespace odimo::integer
