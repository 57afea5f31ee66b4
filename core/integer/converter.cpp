// SPDX-License-Identifier: Apache-2.0
#include "core/integer/converter.h"

#include "core/base/error.h"

namespace odimo::integer {

Converter converterOf(const network::Node &layer, const platform::ComputeUnit &unit,
                      const mapping::WeightScales &scales)
{
    const platform::Converter &ofUnit = unit.format.converter.value();
    if (!scales.divisor)
        throw Error("The quantisation of the layer " + layer.name + " has no divisor for the converters of the unit " +
                    unit.name + "; it was made for an ideal array.");
    const auto *convolution = std::get_if<network::Convolution>(&layer.op);
    const network::Extent kernel = convolution ? convolution->kernel : network::Extent{1, 1};
    const int channels = rowGroupChannels(ofUnit, kernel);
    if (channels == 0)
        throw Error("The layer " + layer.name + " has a kernel of " + std::to_string(kernel.height * kernel.width) +
                    " weights; the unit " + unit.name + " adds " + std::to_string(ofUnit.rows) + " at most.");
    return {.divisor = *scales.divisor, .bits = ofUnit.bits, .groupChannels = channels};
}

} // namespace odimo::integer
