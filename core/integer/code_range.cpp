// SPDX-License-Identifier: Apache-2.0
#include "core/integer/code_range.h"

#include <cmath>

namespace odimo::integer {

double CodeRange::step() const { return std::ldexp(1.0, exponent); }

CodeRange codeRange(const mapping::ActivationScale &scale)
{
    const int codes = 1 << scale.bits;
    return {.exponent = scale.exponent, .least = scale.isSigned ? -codes : 0, .most = codes - 1};
}

} // namespace odimo::integer
