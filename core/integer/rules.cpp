// SPDX-License-Identifier: Apache-2.0
#include "core/integer/rules.h"

#include <algorithm>
#include <cmath>

namespace odimo::integer {

std::int64_t inputCode(float value, const CodeRange &range)
{
    const float steps = std::ldexp(value, -range.exponent);
    const float kept = std::clamp(steps, static_cast<float>(range.least), static_cast<float>(range.most));
    return static_cast<std::int64_t>(std::floor(kept + 0.5F));
}

} // namespace odimo::integer
