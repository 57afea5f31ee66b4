// SPDX-License-Identifier: Apache-2.0
#include "core/integer/weight_codes.h"

#include <algorithm>
#include <cmath>

namespace odimo::integer {

std::int16_t weightCode(float weight, float scale, int bits)
{
    const auto most = static_cast<float>(largestWeight(bits));
    return static_cast<std::int16_t>(std::nearbyint(std::clamp(weight / scale, -1.0F, 1.0F) * most));
}

} // namespace odimo::integer
