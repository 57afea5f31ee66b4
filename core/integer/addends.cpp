// SPDX-License-Identifier: Apache-2.0
#include "core/integer/addends.h"

#include <cmath>

namespace odimo::integer {

int addendBits(platform::WeightScale rule)
{
    switch (rule) {
    case platform::WeightScale::PowerOfTwoPerLayer:
        return 32;
    case platform::WeightScale::RealPerChannel:
        return 16;
    }
    return 0;
}

double halfOutputStep(double biasStep, double outputStep)
{
    return outputStep >= 2 * biasStep ? outputStep / biasStep / 2 : 0;
}

BiasLimits biasLimits(int bits, double biasStep, double outputStep)
{
    const double end = std::ldexp(1.0, bits - 1);
    const double half = halfOutputStep(biasStep, outputStep);
    return {-end - half, end - 1 - half};
}

} // namespace odimo::integer
